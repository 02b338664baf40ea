//! The neural network: four graphs in ONNX, run by `rten`.
//!
//! `words` turns the pieces of a window into all scores that stand on words alone; `relations` names given arcs; `roles`
//! scores words as part of the source or content of a given cue; `meaning` scores words as events, from what each layer of
//! the encoder said of them. `model/export.py` and `model/meaning.py` write the files and say which input and output is what.

use std::sync::{Arc, LazyLock};

use purport_text::Span;
use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, Value, ValueOrView, op_registry};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::ParseError;

static WORDS: &[u8] = include_bytes!("../weights/words.onnx");
static RELATIONS: &[u8] = include_bytes!("../weights/relations.onnx");
static ROLES: &[u8] = include_bytes!("../weights/roles.onnx");
static MEANING: &[u8] = include_bytes!("../weights/meaning.onnx");

/// What each layer of the encoder gives out, its input first: values inside the graph `words`.
const LAYERS: [&str; 5] = [
    "/encoder/norm/LayerNormalization_output_0",
    "/encoder/layers.0/norm2/LayerNormalization_output_0",
    "/encoder/layers.1/norm2/LayerNormalization_output_0",
    "/encoder/layers.2/norm2/LayerNormalization_output_0",
    "/encoder/layers.3/norm2/LayerNormalization_output_0",
];

/// Distances to a cue beyond this many words count as one (`NEAR` of `model/network.py`).
const NEAR: i32 = 20;

/// What stands on the words of one window. Rows are words.
pub(crate) struct WordScores {
    pub upos: NdTensor<f32, 2>,
    /// One column: above zero where a sentence begins.
    pub boundary: NdTensor<f32, 2>,
    pub names: NdTensor<f32, 2>,
    /// O, B, I of outermost attributions, then of all levels.
    pub cues: NdTensor<f32, 2>,
    /// Columns: the root, then every word as governor.
    pub arcs: NdTensor<f32, 2>,
    dependent: NdTensor<f32, 2>,
    governor: NdTensor<f32, 2>,
    /// Each word as one that may have a role.
    role: NdTensor<f32, 2>,
    /// Each word as part of a cue.
    cue: NdTensor<f32, 2>,
    /// Vectors of the pieces, one value a layer.
    layers: [Value; LAYERS.len()],
}

/// What stands on the words of one window as names of events. Rows are words.
pub(crate) struct MeaningScores {
    /// The two scales of [`crate::Judgement`].
    pub factuality: NdTensor<f32, 2>,
    /// No event, then the types.
    pub types: NdTensor<f32, 2>,
    /// No mode, then the modes.
    pub modes: NdTensor<f32, 2>,
    /// Past, present, future; four certainties; positive, negative.
    pub judgement: NdTensor<f32, 2>,
    /// Each word as an anchor that others take part in.
    pub anchor: NdTensor<f32, 2>,
    /// Each word as one that takes part: a vector a role, then a bias a role for the word as anchor.
    pub participant: NdTensor<f32, 2>,
}

/// The loaded graphs. Shared by threads.
pub(crate) struct Network {
    words: Graph<3, 14>,
    relations: Graph<2, 1>,
    roles: Graph<3, 1>,
    meaning: Graph<6, 6>,
}

struct Graph<const IN: usize, const OUT: usize> {
    model: Model,
    inputs: [NodeId; IN],
    outputs: [NodeId; OUT],
}

/// The operators that the graphs use. Naming them keeps the rest of `rten`'s out of the binary.
fn operators() -> OpRegistry {
    op_registry!(
        Add,
        Cast,
        Clip,
        Concat,
        Div,
        DynamicQuantizeLinear,
        Erf,
        Exp,
        Gather,
        LayerNormalization,
        MatMul,
        MatMulInteger,
        Mul,
        Range,
        ReduceSum,
        Reshape,
        Shape,
        Slice,
        Split,
        Squeeze,
        Tanh,
        Transpose,
        Unsqueeze
    )
}

impl<const IN: usize, const OUT: usize> Graph<IN, OUT> {
    fn load(data: &'static [u8], inputs: [&str; IN], outputs: [&str; OUT]) -> Result<Self, ParseError> {
        let broken = |why: String| ParseError::Model { why };
        let mut options = ModelOptions::with_ops(operators());
        options.prepack_weights(true);
        let model = options.load_static_slice(data).map_err(|e| broken(e.to_string()))?;
        let id = |name: &str| model.node_id(name).map_err(|e| broken(e.to_string()));
        let mut input_ids = Vec::with_capacity(IN);
        for name in inputs {
            input_ids.push(id(name)?);
        }
        let mut output_ids = Vec::with_capacity(OUT);
        for name in outputs {
            output_ids.push(id(name)?);
        }
        let missing = || broken("an input or output is missing".to_owned());
        Ok(Self {
            inputs: input_ids.try_into().map_err(|_| missing())?,
            outputs: output_ids.try_into().map_err(|_| missing())?,
            model,
        })
    }

    fn run(&self, values: [ValueOrView; IN], threads: &Threads) -> Result<[Value; OUT], ParseError> {
        let options = RunOptions::default().with_thread_pool(Some(threads.0.clone()));
        let inputs = self.inputs.into_iter().zip(values).collect();
        self.model.run_n(inputs, self.outputs, Some(options)).map_err(|e| ParseError::Model { why: e.to_string() })
    }
}

/// The threads that one article is read on: one. Articles, not operators, are spread over cores.
pub(crate) struct Threads(Arc<ThreadPool>);

impl Threads {
    pub fn one() -> Self {
        Self(Arc::new(ThreadPool::with_num_threads(1)))
    }

    /// Work there: a graph that is run from another thread waits for this one to wake up, a dozen times a window.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        self.0.run(work)
    }
}

fn matrix(value: Value) -> Result<NdTensor<f32, 2>, ParseError> {
    value.try_into().map_err(|_| ParseError::Model { why: "an output has another shape than expected".to_owned() })
}

fn row(values: &[i32]) -> NdTensorView<'_, i32, 2> {
    NdTensorView::from_data([1, values.len()], values)
}

impl WordScores {
    /// How many words were scored.
    pub fn words(&self) -> usize {
        self.upos.size(0)
    }
}

impl Network {
    /// Load the graphs that are part of the program.
    pub fn embedded() -> Result<Self, ParseError> {
        Ok(Self {
            words: Graph::load(
                WORDS,
                ["pieces", "features", "first"],
                [
                    "upos",
                    "boundary",
                    "names",
                    "cues",
                    "arcs",
                    "dependent",
                    "governor",
                    "role",
                    "cue",
                    LAYERS[0],
                    LAYERS[1],
                    LAYERS[2],
                    LAYERS[3],
                    LAYERS[4],
                ],
            )?,
            relations: Graph::load(RELATIONS, ["dependent", "governor"], ["relations"])?,
            roles: Graph::load(ROLES, ["words", "cue", "distance"], ["tags"])?,
            meaning: Graph::load(
                MEANING,
                ["layer0", "layer1", "layer2", "layer3", "layer4", "first"],
                ["factuality", "types", "modes", "judgement", "anchor", "participant"],
            )?,
        })
    }

    /// First 12 hexadecimal digits of the BLAKE3 hash of all weights.
    pub fn fingerprint() -> &'static str {
        static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
            let mut hasher = blake3::Hasher::new();
            for part in [WORDS, RELATIONS, ROLES, MEANING] {
                hasher.update(part);
            }
            hasher.finalize().to_hex()[..12].to_owned()
        });
        &FINGERPRINT
    }

    /// Score the words of a window. `pieces` and `features` have the same length; `first` has the index of each word's
    /// first piece.
    pub fn words(
        &self,
        pieces: &[i32],
        features: &[i32],
        first: &[i32],
        threads: &Threads,
    ) -> Result<WordScores, ParseError> {
        let found = self.words.run([row(pieces).into(), row(features).into(), row(first).into()], threads)?;
        let [upos, boundary, names, cues, arcs, dependent, governor, role, cue, layers @ ..] = found;
        Ok(WordScores {
            upos: matrix(upos)?,
            boundary: matrix(boundary)?,
            names: matrix(names)?,
            cues: matrix(cues)?,
            arcs: matrix(arcs)?,
            dependent: matrix(dependent)?,
            governor: matrix(governor)?,
            role: matrix(role)?,
            cue: matrix(cue)?,
            layers,
        })
    }

    /// Scores of the relations of some words to their governors: word 1 of the window is governor 1, 0 is the root.
    pub fn relations(
        &self,
        scores: &WordScores,
        words: Span,
        governors: &[usize],
        threads: &Threads,
    ) -> Result<NdTensor<f32, 2>, ParseError> {
        let mut rows = NdTensor::zeros([governors.len(), scores.governor.size(1)]);
        for (n, &governor) in governors.iter().enumerate() {
            rows.slice_mut(n).copy_from(&scores.governor.slice(governor));
        }
        let dependents = scores.dependent.slice(words.range());
        let [found] = self.relations.run([dependents.into(), rows.view().into()], threads)?;
        matrix(found)
    }

    /// Score the words of a window as names of events. `first` has the index of each word's first piece.
    pub fn meaning(&self, scores: &WordScores, first: &[i32], threads: &Threads) -> Result<MeaningScores, ParseError> {
        let [a, b, c, d, e] = scores.layers.each_ref().map(ValueOrView::from);
        let [factuality, types, modes, judgement, anchor, participant] =
            self.meaning.run([a, b, c, d, e, row(first).into()], threads)?;
        Ok(MeaningScores {
            factuality: matrix(factuality)?,
            types: matrix(types)?,
            modes: matrix(modes)?,
            judgement: matrix(judgement)?,
            anchor: matrix(anchor)?,
            participant: matrix(participant)?,
        })
    }

    /// Scores of the role tags of the words `near` a cue, one row a word.
    pub fn roles(
        &self,
        scores: &WordScores,
        cue: Span,
        near: Span,
        threads: &Threads,
    ) -> Result<NdTensor<f32, 2>, ParseError> {
        let width = scores.cue.size(1);
        let mut mean = NdTensor::<f32, 2>::zeros([1, width]);
        for word in cue.range() {
            for column in 0..width {
                mean[[0, column]] += scores.cue[[word, column]] / cue.len() as f32;
            }
        }
        let distance = NdTensor::from_fn([1, near.len()], |[_, n]| distance_to(cue, near.start + n));
        let words = scores.role.slice(near.range());
        let [tags] = self.roles.run([words.into(), mean.view().into(), distance.view().into()], threads)?;
        let tags: NdTensor<f32, 3> = tags
            .try_into()
            .map_err(|_| ParseError::Model { why: "role tags have another shape than expected".to_owned() })?;
        Ok(tags.slice(0).to_tensor())
    }
}

/// Signed distance of a word to a cue in words, zero inside, cut at [`NEAR`] and shifted to be an index.
fn distance_to(cue: Span, word: usize) -> i32 {
    let signed =
        if word < cue.start { word as i32 - cue.start as i32 } else { (word as i32 - cue.end as i32 + 1).max(0) };
    signed.clamp(-NEAR, NEAR) + NEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_words_outside_the_cue() {
        let cue = Span::new(30, 32);
        let of = |word| distance_to(cue, word) - NEAR;
        assert_eq!([of(29), of(30), of(31), of(32), of(33)], [-1, 0, 0, 1, 2]);
        assert_eq!([of(0), of(90)], [-NEAR, NEAR]);
    }
}
