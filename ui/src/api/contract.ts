// The API's types under the names that the page uses: aliases of what the server's OpenAPI document generates (`npm run types`).
// Where the document says "string" and names the values in words, they are spelt out here.
import type { components } from "./schema";

type Schemas = components["schemas"];
type With<T, Narrower> = Omit<T, keyof Narrower> & Narrower;

export type Span = Schemas["Span"];
export type Standing = Schemas["Standing"];
export type Relation = Schemas["Relation"];
export type Certainty = Schemas["Certainty"];
export type Polarity = Schemas["Polarity"];
export type EventType = Schemas["EventType"];
export type CopyKind = "identical" | "revision" | "wire" | "excerpt";

/** A page of a list; `next` goes into `after`. */
export interface Page<T> {
  rows: T[];
  next: string | null;
}

export type Overview = Schemas["Overview"];

export type Finding = Schemas["FindingAnswer"];
export type ArticleRef = Schemas["ArticleRef"];
export type Piece = Schemas["Piece"];
export type StoryClaim = With<Schemas["StoryClaim"], { copy: { kind: CopyKind; credit: string | null } | null }>;
export type Story = With<Schemas["Story"], { claims: StoryClaim[] }>;

/** What a finding rested on; each number with its least and its most. */
export type State = With<Schemas["FindingState"], { numbers: [number | null, number | null][] }>;
export type Change = With<Schemas["ChangedFinding"], { before: State | null; after: State | null }>;
export type Changes = With<Schemas["Changes"], { changes: Change[] }>;

export type Claim = Schemas["ClaimAnswer"];

/** The two articles of a copy: the earlier, the later. */
export type Copy = With<Schemas["CopyAnswer"], { kind: CopyKind; articles: [string, string] }>;
export type Article = With<Schemas["ArticleAnswer"], { copies: Copy[] }>;
export type Reading = Schemas["Reading"];
export type ArticleView = With<Schemas["ArticleView"], { article: Article }>;
export type Comparison = Schemas["Comparison"];
export type Added = Schemas["AddedArticle"];
export type Job = Schemas["Job"];
export type Feeds = Schemas["FeedList"];

export type Event = Schemas["EventAnswer"];
export type EventCounts = Schemas["EventCounts"];

export type Source = Schemas["SpeakerAnswer"];
export type SourceView = Schemas["SpeakerView"];
export type Network = Schemas["Network"];
export type Entity = Schemas["IdentityAnswer"];
export type Suggestion = Schemas["SuggestionAnswer"];

export type Found = Schemas["Found"];

export type Review = With<Schemas["ReviewAnswer"], { act: Schemas["DecisionAct"]["act"] }>;
/** A decision; whoever decides gives a name, unless a key names them. */
export type ReviewRequest = Schemas["DecisionAct"] & { author: string; reason?: string };
