"""The network: one encoder, many heads.

Pieces go through the lowest layers of all-MiniLM-L6-v2 (Wang et al. 2020), with one learned embedding more for each word's
shape, quotation and paragraph features. A word is its first piece's vector. On words stand: part of speech, sentence
boundary, biaffine arcs and relations (Dozat and Manning 2017), name tags, two cue taggers (PolNeAR's outermost
attributions; all levels, as in the project's own passages), and a small transformer that, given one cue, tags every word
as source or content.
"""
import torch
from torch import nn
from torch.nn import functional as F

WIDTH = 384
FEATURES = 32
ARC, RELATION = 192, 96
ROLE_WIDTH = 192
NEAR = 20  # distances to the cue beyond this many words count as one


class Dropout(nn.Module):
    """Dropout whose masks are cut from one pool of random bits: on a CPU, drawing them anew costs more than the layer."""

    POOL = 1 << 24

    def __init__(self, share):
        super().__init__()
        self.share = share
        self.pool = None

    def forward(self, x):
        if not self.training or self.share == 0.0:
            return x
        if self.pool is None or self.pool.dtype != x.dtype:
            self.pool = (torch.rand(self.POOL) >= self.share).to(x.dtype) / (1 - self.share)
        at = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self.pool[at : at + x.numel()].view(x.shape)


class Layer(nn.Module):
    """A post-norm transformer layer, as in BERT."""

    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        """mask: additive, [batch, 1, 1, length], or None."""
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * (w // self.heads) ** -0.5) @ k.transpose(-1, -2)
        mixed = (scores if mask is None else scores + mask).softmax(-1) @ v
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and features to one vector a piece."""

    def __init__(self, layers, vocabulary=30522, positions=512, dropout=0.1):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, 12, 4 * WIDTH, dropout) for _ in range(layers))
        self.dropout = Dropout(dropout)

    def load_minilm(self, tensors):
        """Fill from the published weights; token types are folded into the positions."""
        self.words.weight.data.copy_(tensors["embeddings.word_embeddings.weight"])
        types = tensors["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(tensors["embeddings.position_embeddings.weight"] + types)
        nn.init.zeros_(self.features.weight)
        self.norm.weight.data.copy_(tensors["embeddings.LayerNorm.weight"])
        self.norm.bias.data.copy_(tensors["embeddings.LayerNorm.bias"])
        for n, layer in enumerate(self.layers):
            of = lambda name: tensors[f"encoder.layer.{n}.{name}"]
            for part in ("weight", "bias"):
                parts = [of(f"attention.self.{x}.{part}") for x in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(parts))
                getattr(layer.out, part).data.copy_(of(f"attention.output.dense.{part}"))
                getattr(layer.norm1, part).data.copy_(of(f"attention.output.LayerNorm.{part}"))
                getattr(layer.up, part).data.copy_(of(f"intermediate.dense.{part}"))
                getattr(layer.down, part).data.copy_(of(f"output.dense.{part}"))
                getattr(layer.norm2, part).data.copy_(of(f"output.LayerNorm.{part}"))

    def forward(self, pieces, features, mask=None):
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(at) + self.features(features))
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Roles(nn.Module):
    """Given one cue: a tag for every word of the window."""

    def __init__(self, tags, dropout=0.1):
        super().__init__()
        self.project = nn.Linear(WIDTH, ROLE_WIDTH)
        self.cue = nn.Linear(WIDTH, ROLE_WIDTH)
        self.distance = nn.Embedding(2 * NEAR + 1, ROLE_WIDTH)
        self.layer = Layer(ROLE_WIDTH, 6, 2 * ROLE_WIDTH, dropout)
        self.hidden = nn.Linear(ROLE_WIDTH, ROLE_WIDTH)
        self.tags = nn.Linear(ROLE_WIDTH, tags)
        self.dropout = Dropout(dropout)

    def forward(self, words, cue_mean, distance, mask=None):
        """words [cues, length, WIDTH]; cue_mean [cues, WIDTH]; distance [cues, length] in 0..2*NEAR, NEAR inside the cue."""
        x = self.project(words) + self.cue(cue_mean)[:, None] + self.distance(distance)
        x = self.layer(F.gelu(x), mask)
        x = self.dropout(F.gelu(self.hidden(x)))
        return self.tags(x)


class Network(nn.Module):
    """All of it. `parse` holds what stands on words alone."""

    def __init__(self, layers, upos, relations, names, roles, dropout=0.1):
        super().__init__()
        self.encoder = Encoder(layers, dropout=dropout)
        self.upos = nn.Linear(WIDTH, upos)
        self.boundary = nn.Linear(WIDTH, 1)
        self.names = nn.Linear(WIDTH, names)
        self.cues = nn.Linear(WIDTH, 6)  # O B I of outermost attributions, then O B I of all levels
        self.dependent = nn.Linear(WIDTH, ARC + RELATION)
        self.governor = nn.Linear(WIDTH, ARC + RELATION)
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.relation = nn.Parameter(torch.zeros(relations, RELATION, RELATION))
        self.relation_bias = nn.Linear(2 * RELATION, relations)
        self.roles = Roles(roles, dropout)
        self.dropout = Dropout(dropout)
        nn.init.orthogonal_(self.arc)
        for n in range(relations):
            nn.init.normal_(self.relation[n], std=0.02)

    def words(self, pieces, features, first, mask=None):
        """Vectors of words: [batch, words, WIDTH]. `first`: index of each word's first piece."""
        x = self.encoder(pieces, features, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))

    def tags(self, words):
        words = self.dropout(words)
        return self.upos(words), self.boundary(words).squeeze(-1), self.names(words), self.cues(words)

    def arcs(self, words):
        """Scores [batch, dependents, governors]; governor 0 is the root. Also the vectors for `relations`."""
        root = self.root.to(words.dtype).expand(words.shape[0], 1, WIDTH)
        heads = torch.cat([root, words], 1)
        dependent = self.dropout(F.gelu(self.dependent(words)))
        governor = self.dropout(F.gelu(self.governor(heads)))
        scores = dependent[..., :ARC] @ self.arc @ governor[..., :ARC].transpose(1, 2)
        scores = scores + self.arc_bias(governor[..., :ARC]).transpose(1, 2)
        return scores, dependent[..., ARC:], governor[..., ARC:]

    def relations(self, dependent, governor):
        """Scores [n, relations] of n arcs given the vectors of their two ends [n, RELATION]."""
        bilinear = torch.einsum("nd,rde,ne->nr", dependent, self.relation, governor)
        return bilinear + self.relation_bias(torch.cat([dependent, governor], -1))
