//! The graph picture: origins left, those who carry what they say in the middle, claims right, what matters large.
//!
//! Why no library lays it out: layered layouts that were tried lose the order of the claims and overlap labels. [`lead`]
//! tells what leads to what and in which column a source stands, [`place`] puts everything in its place, the other rooms draw.

mod boxes;
mod cards;
mod claims;
mod foot;
mod head;
mod lanes;
mod lead;
mod lines;
mod order;
mod pages;
mod place;

pub(super) use lead::Lead;
use place::Layout;

use super::chosen::{Chosen, FEW, LARGE};
use super::scene::Scene;
use super::svg::draw;
use super::svg::lettering::Lettering;
use super::svg::sheet::{Pen, Sheet};
use super::told::Told;
use super::{Style, View, escape, words};
use crate::Analysis;

pub use pages::sheets;

const MARGIN: f64 = 40.0;

/// What matters is drawn no higher than this, as long as a few claims have room.
const HIGHEST: f64 = 1400.0;

/// The picture of one draft. Near linear in what is shown.
pub(super) fn render(analysis: &Analysis, style: &Style) -> String {
    let told = Told::of(analysis);
    let lettering = Lettering::new();
    let mut large = LARGE;
    loop {
        let chosen = Chosen::of(analysis, &style.filter, large);
        let scene = Scene::with(&analysis.case, chosen, style.filter.mentioned);
        let (shown, all) = (scene.claims.len(), told.cells.len());
        let counts = match shown < all {
            true => format!("{} · {} drawn large", told.counts, words::grouped(shown)),
            false => told.counts.clone(),
        };
        let sheet = sheet(&told, &scene, &counts, &lettering);
        let fewer = style.filter.view == View::Ranked && style.filter.most.is_none() && large > FEW;
        if sheet.height <= HIGHEST || !fewer {
            return draw::svg(&sheet, style.theme);
        }
        large -= 1;
    }
}

fn sheet(told: &Told, scene: &Scene, counts: &str, lettering: &Lettering) -> Sheet {
    let mut pen = Pen::new(lettering);
    let lead = Lead::of(scene, told);
    let head = head::Head::of(&pen, told, counts);
    let layout = Layout::of(&mut pen, &lead, head.bottom);
    head.lay(&mut pen, &lead, &layout);
    lines::lay(&mut pen, &lead, &layout);
    cards::lay(&mut pen, &lead, &layout);
    claims::lay(&mut pen, &lead, &layout);
    let height = foot::lay(&mut pen, &lead, &layout);
    Sheet {
        name: "graph",
        width: layout.width,
        height,
        title: format!("Who stands behind each claim of “{}”", told.headline),
        description: description(told, scene),
        parts: pen.parts,
    }
}

/// The picture in words, for those who do not see it.
fn description(told: &Told, scene: &Scene) -> String {
    let mut text = format!(
        "Sources on the left, claims on the right. {} {}",
        told.verdict, told.waist
    );
    for at in 0..scene.claims.len().min(400) {
        text.push_str(&format!(
            " Claim {}: {} ({}).",
            scene.claims[at].0 + 1,
            escape::line(&scene.claim(at).text).trim_end_matches('.'),
            words::badge(scene.strength(at))
        ));
    }
    for rest in &scene.rest {
        let name = rest.source.map(|id| words::name(scene.source(id)) + ": ");
        text.push_str(&format!(" {}{}.", name.unwrap_or_default(), rest.whole()));
    }
    text
}
