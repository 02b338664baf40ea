// One claim: its sentence as printed, who speaks through whom, how surely, what people decided, and the step to the article.
import type { StoryClaim } from "../../api/contract";
import { CertaintyMark } from "../../parts/Certainty";
import { SafeText } from "../../parts/SafeText";
import { RELATION, isAgainst } from "../../parts/standing";
import { Moment } from "../../parts/Time";
import { Link } from "../../router/router";
import { toArticle, toCompare } from "../../router/match";
import { ClaimReview } from "./ClaimReview";
import { anchorOf, articleOf, copyWords, outlet } from "./wording";

export interface ClaimCardProps {
  claim: StoryClaim;
  /** The finding's other claims, to split this one from. */
  others: readonly StoryClaim[];
  mayReview: boolean;
}

export function ClaimCard({ claim, others, mayReview }: ClaimCardProps) {
  const against = isAgainst(claim.relation);
  return (
    <article id={anchorOf(claim.id)} tabIndex={-1} className="claim" aria-label={`Claim ${claim.id}`}>
      <Sentence claim={claim} />
      <p className="claim-meta small">
        <span className={`relation ${against ? "con" : claim.relation === "mentions" ? "soft" : "pro"}`}>{RELATION[claim.relation]}</span>
        {claim.speaker && (
          <span>
            <strong>
              <SafeText text={claim.speaker} />
            </strong>
            {claim.role && (
              <span className="soft">
                , <SafeText text={claim.role} />
              </span>
            )}
          </span>
        )}
        {claim.cue && (
          <span className="soft">
            “<SafeText text={claim.cue} />”
          </span>
        )}
        {claim.relays.length > 0 && (
          <span className="soft">
            through <SafeText text={claim.relays.join(", ")} />
          </span>
        )}
        <CertaintyMark certainty={claim.certainty} polarity={claim.polarity} />
        {claim.doubtful && (
          <span className="doubtful" title="The reader is not sure that it read this claim rightly">
            ? doubtful reading
          </span>
        )}
      </p>
      <p className="claim-meta small">
        <Link to={toArticle(claim.article.id, claim.id)} className="to-article">
          <SafeText text={outlet(claim)} />
          {claim.article.title && (
            <>
              :{" "}
              <span className="serif">
                <SafeText text={claim.article.title} />
              </span>
            </>
          )}
        </Link>
        <Moment at={claim.said} />
        {claim.copy && claim.copy_of && (
          <span className="soft">
            {copyWords(claim.copy)} (<Link to={toCompare(claim.article.id, articleOf(claim.copy_of))}>what differs</Link>)
          </span>
        )}
        <span className="soft mono">{claim.id}</span>
      </p>
      {claim.reviews.length > 0 && (
        <ul className="reviews small" aria-label="Reviews">
          {claim.reviews.map((review) => (
            <li key={review}>
              <SafeText text={review} />
            </li>
          ))}
        </ul>
      )}
      {mayReview && <ClaimReview claim={claim} others={others} />}
    </article>
  );
}

/** The sentence: what is claimed is marked, what hedges is underlined in a wave. */
function Sentence({ claim }: { claim: StoryClaim }) {
  if (claim.sentence.length === 0) return <p className="soft">The sentence cannot be shown.</p>;
  return (
    <blockquote className="quoted sentence">
      {claim.sentence.map(({ text, claimed, hedged }, place) => {
        const words = hedged ? (
          <em className="hedge" title="hedges: the source is not quite sure">
            <SafeText text={text} />
          </em>
        ) : (
          <SafeText text={text} />
        );
        return claimed ? <mark key={place}>{words}</mark> : <span key={place}>{words}</span>;
      })}
    </blockquote>
  );
}
