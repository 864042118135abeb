//! Places by their answer: a count where the list is complete, a tally beside its refusal.

use tidemark_evidence::rules::share;
use tidemark_evidence::table::{Answer, AnswerCount, Total, TotalFigure};
use tidemark_evidence::{Quantity, Status};
use tidemark_vocab::IndicatorCode;

use super::Words;
use super::figure::quantity_text;

/// A count: "yes in 12 (60%), no in 8 (40%)".
pub(super) fn count_text(
    answers: &[AnswerCount],
    places: usize,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> String {
    let parts: Vec<String> = given(answers)
        .map(|count| {
            let answer = answer_text(&count.answer, indicator, words);
            let number = count.places.to_string();
            let share = share(count.places, places).map(|share: Quantity| quantity_text(&share, None, words));
            words.messages.with(
                "total-answer-share",
                &[
                    ("answer", &answer),
                    ("count", &number),
                    ("share", &share.unwrap_or_default()),
                ],
            )
        })
        .collect();
    words.list(&parts)
}

/// Only beside a refusal: a count that was made says the same and more.
pub(super) fn tally_text(
    total: &Total,
    indicator: Option<&IndicatorCode>,
    words: &Words<'_>,
) -> Option<String> {
    let tally = total.tally.as_deref()?;
    if !matches!(total.figure, TotalFigure::Refused(_)) {
        return None;
    }
    let places = total.coverage.places.to_string();
    let yes = tally.iter().find(|count| count.answer == Answer::Yes);
    if let Some(yes) = yes {
        let yes = yes.places.to_string();
        return Some(
            words
                .messages
                .with("total-tally", &[("yes", &yes), ("places", &places)]),
        );
    }
    let levels: Vec<String> = given(tally)
        .map(|count| {
            let answer = answer_text(&count.answer, indicator, words);
            let number = count.places.to_string();
            words
                .messages
                .with("total-answer", &[("answer", &answer), ("count", &number)])
        })
        .collect();
    (!levels.is_empty()).then(|| {
        let answers = words.list(&levels);
        words.messages.with(
            "total-tally-levels",
            &[("answers", &answers), ("places", &places)],
        )
    })
}

/// Answers that any place gives; yes and no always.
fn given(answers: &[AnswerCount]) -> impl Iterator<Item = &AnswerCount> {
    answers
        .iter()
        .filter(|count| count.places > 0 || !matches!(count.answer, Answer::Level(_)))
}

fn answer_text(answer: &Answer, indicator: Option<&IndicatorCode>, words: &Words<'_>) -> String {
    match (answer, indicator) {
        (Answer::Yes, _) => words.messages.status(Status::Yes),
        (Answer::No, _) => words.messages.status(Status::No),
        (Answer::Level(level), Some(indicator)) => words.level(indicator, level),
        (Answer::Level(level), None) => level.to_string(),
    }
}
