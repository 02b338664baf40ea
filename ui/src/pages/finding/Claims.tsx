import type { Story, StoryClaim } from "../../api/contract";
import { capital, count } from "../../parts/format";
import { SafeText } from "../../parts/SafeText";
import { useMayReview } from "../../parts/useMayReview";
import { ClaimCard } from "./ClaimCard";
import { side } from "./origins";
import type { Origin, Told } from "./origins";
import { outlet } from "./wording";

const SIDES = { for: "for it", against: "against it", both: "on both sides", neither: "takes no side" } as const;

/** The claims by origin, in the order in which the origins first spoke. */
export function Claims({ story, origins }: { story: Story; origins: readonly Origin[] }) {
  const mayReview = useMayReview();
  return (
    <section className="block" aria-labelledby="claims">
      <h2 id="claims">
        {capital(count(story.claims.length, "claim"))} from {count(origins.length, "origin")}
      </h2>
      {origins.map((origin, place) => (
        <section key={origin.name} id={`origin-${place}`} className={`origin ${side(origin)}`} aria-labelledby={`origin-${place}-name`}>
          <h3 id={`origin-${place}-name`}>
            <SafeText text={capital(origin.name)} /> <span className="origin-side">{SIDES[side(origin)]}</span>
          </h3>
          {origin.claims.map((told) => (
            <ToldClaim key={told.claim.id} told={told} all={story.claims} mayReview={mayReview} />
          ))}
        </section>
      ))}
      {story.left_out > 0 && (
        <p className="notice">
          {count(story.left_out, "further claim")} of this finding {story.left_out === 1 ? "is" : "are"} not shown here.
        </p>
      )}
    </section>
  );
}

function ToldClaim({ told: { claim, copies }, all, mayReview }: { told: Told; all: readonly StoryClaim[]; mayReview: boolean }) {
  const others = (one: StoryClaim) => all.filter((other) => other.id !== one.id);
  const outlets = [...new Set(copies.map(outlet))];
  return (
    <>
      <ClaimCard claim={claim} others={others(claim)} mayReview={mayReview} />
      {copies.length > 0 && (
        <details className="copies">
          <summary>
            {copies.length === 1 ? "1 copy" : `${copies.length} copies`}: <SafeText text={outlets.slice(0, 4).join(", ")} />
            {outlets.length > 4 && ` and ${count(outlets.length - 4, "other")}`}
          </summary>
          {copies.map((copy) => (
            <ClaimCard key={copy.id} claim={copy} others={others(copy)} mayReview={mayReview} />
          ))}
        </details>
      )}
    </>
  );
}
