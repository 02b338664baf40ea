import type { Story } from "../../api/contract";
import { SafeText } from "../../parts/SafeText";
import { RELATION } from "../../parts/standing";
import { StandingBadge } from "../../parts/Standing";
import { Day } from "../../parts/Time";
import { hrefOf, outlet, speakerOf } from "./wording";

/** Every change of standing, with its day and the claim that caused it. */
export function History({ story }: { story: Story }) {
  const claims = new Map(story.claims.map((claim) => [claim.id, claim]));
  return (
    <section className="block" aria-labelledby="history">
      <h2 id="history">How its standing changed</h2>
      <ol className="history">
        {story.history.map(({ at, standing, because }, place) => {
          const claim = claims.get(because);
          return (
            <li key={place}>
              <Day at={at} />
              <StandingBadge standing={standing} />
              <span className="small">
                {claim ? (
                  <>
                    by{" "}
                    <a href={hrefOf(claim.id)}>
                      <SafeText text={speakerOf(claim)} />
                    </a>{" "}
                    in <SafeText text={outlet(claim)} /> <span className="soft">({RELATION[claim.relation]})</span>
                  </>
                ) : (
                  <span className="soft">
                    by a claim that is not listed here (<span className="mono">{because}</span>)
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
