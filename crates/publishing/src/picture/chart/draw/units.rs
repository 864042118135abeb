//! A square for each place, in groups by answer, each with its name.

use super::canvas::{Canvas, End, GAP, Style};
use super::rows::linked;
use crate::picture::chart::plan::{Held, UnitBlock, UnitGroup, UnitPlan};
use crate::picture::chart::point::{Answered, Lack};
use crate::picture::chart::series::Reading;
use crate::picture::{ClassKey, Ink, Mark, Px, Stroke};
use tidemark_evidence::Status;

/// How long the name of a place is at least allowed to be.
const CELL: Px = Px::whole(150);
/// How high a place is.
const LINE: Px = Px::whole(24);
/// How large its square is.
const SIDE: Px = Px::whole(13);

pub(super) fn draw(plan: &UnitPlan<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    for block in &plan.blocks {
        if plan.blocks.len() > 1 {
            canvas.paragraph(
                block.name,
                Style {
                    size: Px::whole(15),
                    ..Style::BOLD
                },
                3,
            );
        }
        draw_block(block, reading, canvas);
        canvas.skip(Px::whole(12));
    }
}

fn draw_block(block: &UnitBlock<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    if let Some(reason) = &block.no_count {
        let reason = reading.words.messages.text(reason);
        let words = reading
            .words
            .messages
            .with("chart-no-count", &[("reason", &reason)]);
        canvas.paragraph(&words, Style::QUIET, 8);
    }
    for group in &block.groups {
        canvas.skip(GAP);
        heading(group, reading, canvas);
        places(group, reading, canvas);
    }
}

fn heading(group: &UnitGroup<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let words = match group.count {
        Some(count) => {
            let args = [("answer", group.words.as_str()), ("count", &count.to_string())];
            reading.words.messages.with("total-answer", &args)
        }
        None => group.words.clone(),
    };
    let words = Style::BOLD.fitted(&words, canvas.width() - Px::whole(22));
    let base = canvas.top + Style::BOLD.base();
    let square = square(&group.held, (Px::ZERO, canvas.top + Px::whole(2)), canvas);
    canvas.put(square.explaining(class(&group.held)));
    canvas.put(canvas.words(&words, (Px::whole(22), base), End::Start, Style::BOLD));
    canvas.skip(Style::BOLD.line() + Px::whole(4));
}

fn places(group: &UnitGroup<'_>, reading: &Reading<'_>, canvas: &mut Canvas<'_>) {
    let columns = (canvas.width().in_hundredths() / CELL.in_hundredths()).max(1);
    let each = canvas.width() / columns;
    let across = usize::try_from(columns).unwrap_or(1);
    for row in group.places.chunks(across) {
        for (at, (name, _, point)) in row.iter().enumerate() {
            let x = each * i32::try_from(at).unwrap_or(0);
            let square =
                square(&group.held, (x, canvas.top + Px::whole(5)), canvas).of_class(class(&group.held));
            let room = each - SIDE - Px::whole(14);
            let words = Style::QUIET.fitted(name, room);
            let style = Style {
                ink: Ink::Text,
                ..Style::QUIET
            };
            let at = (x + SIDE + Px::whole(6), canvas.top + Px::whole(16));
            let words = canvas.words(&words, at, End::Start, style);
            let mark = linked(vec![square, words], name, point, reading, canvas);
            canvas.put(mark);
        }
        canvas.skip(LINE);
    }
}

fn class(held: &Held) -> ClassKey {
    ClassKey(match held {
        Held::Answer(Answered::Yes) => "yes".to_owned(),
        Held::Answer(Answered::No) => "no".to_owned(),
        Held::Answer(Answered::Level(_, level)) => level.to_string(),
        Held::Lack(Lack::Status(status)) => status.to_string(),
        Held::Lack(Lack::Old) => "old".to_owned(),
        Held::Lack(Lack::OnDemand) => "on_demand".to_owned(),
    })
}

/// The square of an answer: yes is filled, no is crossed out, a status has its pattern.
fn square(held: &Held, (x, y): (Px, Px), canvas: &Canvas<'_>) -> Mark {
    let outline = Stroke::new(Ink::Outline, Px::whole(1));
    let plain = || canvas.bar((x, y), (SIDE, SIDE)).stroked(outline);
    match held {
        Held::Answer(Answered::Yes) => plain().filled(Ink::Mark),
        Held::Answer(Answered::No) => {
            let (inset, far) = (Px::whole(3), SIDE - Px::whole(3));
            let stroke = Stroke::new(Ink::Text, Px::hundredths(175));
            Mark::group(vec![
                plain().filled(Ink::Paper),
                canvas.line((x + inset, y + inset), (x + far, y + far), stroke),
                canvas.line((x + far, y + inset), (x + inset, y + far), stroke),
            ])
        }
        Held::Answer(Answered::Level(level, _)) => {
            plain().filled(Ink::Category(u8::try_from(level % 8 + 1).unwrap_or(1)))
        }
        Held::Lack(lack) => plain().filled(match lack {
            Lack::Old => Ink::Old,
            Lack::Status(Status::NotKnown) => Ink::NotKnown,
            Lack::Status(Status::NotApplicable) => Ink::NotApplicable,
            Lack::Status(Status::Confidential) => Ink::Confidential,
            Lack::Status(Status::Withdrawn) => Ink::Withdrawn,
            Lack::Status(_) | Lack::OnDemand => Ink::NoRecord,
        }),
    }
}
