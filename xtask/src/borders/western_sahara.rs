//! Western Sahara up to the parallel of 27°40′ N: the atlas draws it up to the line of control only, the lists mean all of it.

use super::topology::{Topology, index};

const WHOLE: &str = "Western Sahara";
const NORTH: &str = "Morocco";
const SOUTH: &str = "W. Sahara";

/// Divides the land north of the line of control where the parallel through the line's inland end meets the coast.
pub(super) fn restore(atlas: &mut Topology) -> Result<(), String> {
    let not =
        || format!("{WHOLE}: {NORTH} is not drawn as it was: three lines, the second shared with {SOUTH}");
    let at = |name: &str| atlas.countries.iter().position(|country| country.name == name);
    let (north, south) = (at(NORTH).ok_or_else(not)?, at(SOUTH).ok_or_else(not)?);
    let rings: Vec<&Vec<i32>> = atlas.countries[north].polygons.iter().flatten().collect();
    let [ring] = rings.as_slice() else {
        return Err(not());
    };
    let [inland, control, coast] = ring.as_slice() else {
        return Err(not());
    };
    let (inland, control, coast) = (*inland, *control, *coast);
    let is_shared = atlas.countries[south]
        .polygons
        .iter()
        .flatten()
        .flatten()
        .any(|arc| *arc == !control);
    if !is_shared || control < 0 || coast < 0 {
        return Err(not());
    }
    let end = *atlas.arcs[index(control)].first().ok_or_else(not)?;
    let shore = atlas.arcs[index(coast)].clone();
    let meets = shore
        .iter()
        .position(|point| point[1] >= end[1])
        .ok_or_else(not)?;
    let (below, above) = (shore[..=meets].to_vec(), shore[meets..].to_vec());
    let parallel = vec![end, shore[meets]];
    let mut add = |arc| {
        atlas.arcs.push(arc);
        i32::try_from(atlas.arcs.len() - 1).map_err(|_| not())
    };
    let (below, above, parallel) = (add(below)?, add(above)?, add(parallel)?);
    atlas.countries[north].polygons = vec![vec![vec![inland, parallel, above]]];
    atlas.countries[south]
        .polygons
        .push(vec![vec![control, below, !parallel]]);
    Ok(())
}
