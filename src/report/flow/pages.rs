//! The picture in sheets, for paper: as many claims a sheet as stand on it legibly, on each with all their sources.

use super::lead::Lead;
use super::sheet;
use crate::Analysis;
use crate::report::Style;
use crate::report::chosen::{Chosen, LARGE, Rest};
use crate::report::scene::Scene;
use crate::report::svg::draw;
use crate::report::svg::lettering::Lettering;
use crate::report::told::Told;

/// Claims a sheet.
const CLAIMS: usize = 6;

/// The graph picture in sheets for paper, each an SVG of its own. Claims that are not drawn large stand on the first sheet with
/// their source, else on the last.
pub fn sheets(analysis: &Analysis, style: &Style) -> Vec<String> {
    let told = Told::of(analysis);
    let lettering = Lettering::new();
    let whole = Scene::of(analysis, style);
    let order = Lead::of(&whole, &told).order;
    let groups: Vec<&[usize]> = order.chunks(CLAIMS).collect();
    let mut rest: Vec<Rest> = Chosen::of(analysis, &style.filter, LARGE).rest;
    let mut sheets = Vec::new();
    let last = groups.len().saturating_sub(1);
    for (number, group) in groups.iter().enumerate() {
        let mut large: Vec<_> = group.iter().map(|at| whole.claims[*at]).collect();
        large.sort();
        let says = |one: &Rest| {
            let source = one.source;
            let claims = large.iter().map(|id| &analysis.case.graph.claims[id.0]);
            source.is_some_and(|source| {
                claims
                    .into_iter()
                    .any(|claim| claim.supporters().contains(&source))
            })
        };
        let (own, left): (Vec<Rest>, Vec<Rest>) =
            rest.into_iter().partition(|one| number == last || says(one));
        rest = left;
        let scene = Scene::with(
            &analysis.case,
            Chosen { large, rest: own },
            style.filter.mentioned,
        );
        let counts = match groups.len() {
            1 => told.counts.clone(),
            all => format!("{} · sheet {} of {all}", told.counts, number + 1),
        };
        sheets.push(draw::svg(&sheet(&told, &scene, &counts, &lettering), style.theme));
    }
    if sheets.is_empty() {
        sheets.push(draw::svg(
            &sheet(&told, &whole, &told.counts, &lettering),
            style.theme,
        ));
    }
    sheets
}
