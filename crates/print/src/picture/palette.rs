//! Which 256 colours a picture is told in.
//!
//! A picture of ours has a dozen colours and, where shapes are smoothed at their edges, thousands between them. The colours themselves must
//! come out exactly, since a class of a map is known by its colour; those between two may be a little off.

use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Red, green, blue.
pub(super) type Colour = [u8; 3];

/// What a palette holds.
const ROOM: usize = 256;

/// So many colours come out exactly: those that mean something, then the commonest.
const EXACT: usize = 160;

/// Bits of a channel by which colours are alike: when the rest of the room is given out, and when the nearest is looked for.
const ALIKE: u32 = 4;
const NEAR: u32 = 5;

/// A palette, and where in it each colour of a picture is told.
pub(super) struct Palette {
    pub(super) colours: Vec<Colour>,
    /// For each colour that was given, in that order.
    pub(super) indices: Vec<u8>,
}

impl Palette {
    /// For these colours, each once, with how many pixels have it. Those that mean something are told exactly, however few their pixels.
    pub(super) fn of(counted: &[(Colour, usize)], meant: &BTreeSet<Colour>) -> Self {
        let mut order: Vec<usize> = (0..counted.len()).collect();
        order.sort_unstable_by_key(|number| {
            counted
                .get(*number)
                .map(|(colour, count)| (!meant.contains(colour), Reverse(*count), *colour))
        });
        let chosen = if counted.len() <= ROOM {
            order
        } else {
            chosen(counted, &order)
        };
        let colours: Vec<Colour> = chosen
            .iter()
            .filter_map(|number| counted.get(*number))
            .map(|(colour, _)| *colour)
            .collect();
        let mut places: Vec<Option<u8>> = vec![None; counted.len()];
        for (number, index) in chosen.iter().zip(0..=u8::MAX) {
            if let Some(place) = places.get_mut(*number) {
                *place = Some(index);
            }
        }
        let palette = Near::new(&colours);
        let mut known: Vec<Option<u8>> = vec![None; 1 << (3 * NEAR)];
        let mut near = |colour| match known.get_mut(bucket(colour, NEAR)) {
            Some(known) => *known.get_or_insert_with(|| palette.to(colour)),
            None => palette.to(colour),
        };
        let indices = places
            .iter()
            .zip(counted)
            .map(|(place, (colour, _))| place.unwrap_or_else(|| near(*colour)))
            .collect();
        Self { colours, indices }
    }
}

/// The numbers of the colours that a palette holds: the first, then the commonest of those that are like none of them.
fn chosen(counted: &[(Colour, usize)], order: &[usize]) -> Vec<usize> {
    let (exact, rest) = order.split_at(EXACT.min(order.len()));
    let mut is_told = vec![false; 1 << (3 * ALIKE)];
    let alike = |number: &usize| {
        counted
            .get(*number)
            .map_or(0, |(colour, _)| bucket(*colour, ALIKE))
    };
    for number in exact {
        if let Some(told) = is_told.get_mut(alike(number)) {
            *told = true;
        }
    }
    // Pixels of each kind of colours, and the commonest of them.
    let mut kinds: Vec<(usize, Option<usize>)> = vec![(0, None); is_told.len()];
    for number in rest {
        let kind = alike(number);
        let is_new = is_told.get(kind).is_some_and(|told| !told);
        if let (true, Some(kind), Some((_, count))) = (is_new, kinds.get_mut(kind), counted.get(*number)) {
            kind.0 += count;
            kind.1.get_or_insert(*number);
        }
    }
    kinds.sort_by_key(|(count, _)| Reverse(*count));
    let others = kinds
        .into_iter()
        .filter_map(|(_, number)| number)
        .take(ROOM - EXACT);
    exact.iter().copied().chain(others).collect()
}

/// Where a colour lies when only so many bits of each channel count.
fn bucket(colour: Colour, bits: u32) -> usize {
    colour.iter().fold(0, |place, channel| {
        (place << bits) | usize::from(*channel >> (8 - bits))
    })
}

/// A palette, channel by channel, for the nearest of it to be found quickly.
struct Near {
    channels: [[u16; ROOM]; 3],
}

impl Near {
    fn new(palette: &[Colour]) -> Self {
        // What the palette leaves free is nearest to nothing.
        let mut channels = [[u16::MAX / 4; ROOM]; 3];
        for (index, colour) in palette.iter().enumerate() {
            for (channel, value) in channels.iter_mut().zip(colour) {
                if let Some(place) = channel.get_mut(index) {
                    *place = u16::from(*value);
                }
            }
        }
        Self { channels }
    }

    /// The colour that is least far away, channel by channel taken together.
    fn to(&self, colour: Colour) -> u8 {
        let mut far = [0_u16; ROOM];
        for (channel, value) in self.channels.iter().zip(colour) {
            let value = u16::from(value);
            for (far, other) in far.iter_mut().zip(channel) {
                *far += value.abs_diff(*other);
            }
        }
        let least = far.iter().copied().min();
        let index = far.iter().position(|far| Some(*far) == least);
        index
            .and_then(|index| u8::try_from(index).ok())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every colour of a cube, one pixel each, and a few that are common.
    fn many() -> Vec<(Colour, usize)> {
        let levels = (0..=255_u8).step_by(12);
        let cube = levels.clone().flat_map(|red| {
            let levels = levels.clone();
            levels
                .clone()
                .flat_map(move |green| levels.clone().map(move |blue| ([red, green, blue], 1)))
        });
        let common = [[253, 252, 249], [253, 252, 250], [10, 109, 130]];
        cube.chain(common.map(|colour| (colour, 50))).collect()
    }

    #[test]
    fn few_colours_come_out_exactly() {
        let counted: Vec<(Colour, usize)> = (0..=255)
            .map(|grey| ([grey, grey, grey], 1 + usize::from(grey) % 7))
            .collect();
        let palette = Palette::of(&counted, &BTreeSet::new());
        assert_eq!(palette.colours.len(), counted.len());
        for ((colour, _), index) in counted.iter().zip(&palette.indices) {
            assert_eq!(palette.colours[usize::from(*index)], *colour);
        }
    }

    #[test]
    fn of_many_the_common_come_out_exactly_however_alike() {
        let counted = many();
        let palette = Palette::of(&counted, &BTreeSet::new());
        assert!(palette.colours.len() <= ROOM);
        for ((colour, count), index) in counted.iter().zip(&palette.indices) {
            let told = palette.colours[usize::from(*index)];
            if *count > 1 {
                assert_eq!(told, *colour);
            }
        }
    }

    #[test]
    fn of_many_what_means_something_comes_out_exactly_however_rare() {
        let counted = many();
        let meant = BTreeSet::from([[240, 12, 108], [240, 24, 108]]);
        let palette = Palette::of(&counted, &meant);
        let told = counted
            .iter()
            .zip(&palette.indices)
            .filter(|((colour, _), _)| meant.contains(colour));
        let told: BTreeSet<Colour> = told
            .map(|(_, index)| palette.colours[usize::from(*index)])
            .collect();
        assert_eq!(told, meant);
    }

    #[test]
    fn of_many_the_others_are_told_by_one_that_is_near() {
        let counted = many();
        let palette = Palette::of(&counted, &BTreeSet::new());
        let off = |(colour, _): &(Colour, usize), index: &u8| {
            let told = palette.colours[usize::from(*index)];
            colour
                .iter()
                .zip(told)
                .map(|(one, other)| usize::from(one.abs_diff(other)))
                .sum::<usize>()
        };
        let total: usize = counted
            .iter()
            .zip(&palette.indices)
            .map(|(colour, index)| off(colour, index))
            .sum();
        // Ten thousand colours spread evenly over the whole cube, which no picture has: 96 are left for them, each for what lies up to 28 away.
        assert!(total / counted.len() < 3 * 28, "{}", total / counted.len());
    }

    #[test]
    fn no_colour_has_no_palette() {
        assert!(Palette::of(&[], &BTreeSet::new()).colours.is_empty());
    }
}
