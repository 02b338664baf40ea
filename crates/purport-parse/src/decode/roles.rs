//! Role tags to source and content.

use purport_text::Span;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::best_path;

/// Source and content of one cue, as ranges of words, and how sure the tagger is of them (0 to 1).
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Roles {
    pub source: Vec<Span>,
    pub content: Vec<Span>,
    pub certainty: f32,
}

/// Tags are O, then begin, inside, end, single of the source, then of the content.
const TAGS: usize = 9;

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Begin,
    Inside,
    End,
    Single,
}

/// Role (0 source, 1 content) and place of a tag.
fn meaning(tag: usize) -> Option<(usize, Place)> {
    let tag = tag.checked_sub(1)?;
    Some((tag / 4, [Place::Begin, Place::Inside, Place::End, Place::Single][tag % 4]))
}

fn allowed(before: Option<usize>, tag: usize) -> bool {
    let open = before.and_then(meaning).filter(|(_, p)| matches!(p, Place::Begin | Place::Inside)).map(|(r, _)| r);
    match meaning(tag) {
        Some((role, Place::Inside | Place::End)) => open == Some(role),
        _ => open.is_none(),
    }
}

/// The best well-formed source and content of the cue; the cue's own words belong to neither. The first row of scores
/// is that of the word `first`.
pub(crate) fn roles(scores: &NdTensor<f32, 2>, first: usize, cue: Span) -> Roles {
    let words = scores.size(0);
    let in_cue = |row: usize| cue.range().contains(&(first + row));
    let path =
        best_path(words, TAGS, |row, tag| if in_cue(row) && tag != 0 { -1e4 } else { scores[[row, tag]] }, allowed);
    let mut found = Roles::default();
    let (mut sure, mut counted) = (0.0, 0);
    for (row, &tag) in path.iter().enumerate() {
        let Some((role, place)) = meaning(tag) else { continue };
        let word = first + row;
        let spans = if role == 0 { &mut found.source } else { &mut found.content };
        match place {
            Place::Begin | Place::Single => spans.push(Span::new(word, word + 1)),
            Place::Inside | Place::End => {
                if let Some(last) = spans.last_mut() {
                    last.end = word + 1;
                }
            }
        }
        sure += role_probability(scores, row, role);
        counted += 1;
    }
    found.certainty = if counted == 0 { 0.0 } else { sure / counted as f32 };
    found
}

/// How probable it is that a row's word has the role, whichever its place.
fn role_probability(scores: &NdTensor<f32, 2>, row: usize, role: usize) -> f32 {
    let row: [f32; TAGS] = std::array::from_fn(|tag| scores[[row, tag]]);
    super::softmax(row)[1 + 4 * role..5 + 4 * role].iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_well_formed_and_leave_the_cue_out() {
        // Kim said they left: source 0, cue 1, content 2..4, with a tempting content tag on the cue.
        let mut scores = NdTensor::<f32, 2>::zeros([4, TAGS]);
        scores[[0, 4]] = 5.0;
        scores[[1, 5]] = 9.0;
        scores[[2, 5]] = 5.0;
        scores[[3, 6]] = 5.0;
        scores[[3, 7]] = 4.9;
        let found = roles(&scores, 0, Span::new(1, 2));
        assert_eq!(found.source, [Span::new(0, 1)]);
        assert_eq!(found.content, [Span::new(2, 4)]);
        assert!(found.certainty > 0.8);
    }
}
