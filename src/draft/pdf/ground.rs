//! What letters stand on: those in the colour of their ground are seen by nobody.

use hayro_interpret::kurbo::{Point, Rect};
use hayro_interpret::{BlendMode, DrawProps, Paint};

/// A page of more fields than this is a drawing: each of its letters counts as seen.
const FIELDS_AT_MOST: usize = 1_000;

/// Colours that differ by less than this, of 1, are one to the eye.
const ALIKE: f32 = 0.02;

/// Red, green and blue, from 0 to 1.
pub(super) type Colour = [f32; 3];

/// What nothing was painted on.
const PAPER: Colour = [1.0; 3];

/// A part of the page that was painted, in a colour that is known, or with a picture, a pattern, a shape.
struct Field {
    place: Rect,
    colour: Option<Colour>,
}

/// What was painted on a page so far.
#[derive(Default)]
pub(super) struct Ground {
    fields: Vec<Field>,
    /// What is left of the page within each clip under way.
    clips: Vec<Rect>,
    /// Groups under way: what is painted in one may be seen through.
    groups: usize,
}

impl Ground {
    pub(super) fn paint(&mut self, place: Rect, colour: Option<Colour>) {
        let place = self.clips.last().map_or(place, |clip| place.intersect(*clip));
        if place.area() > 0.0 && self.fields.len() <= FIELDS_AT_MOST {
            let colour = colour.filter(|_| self.groups == 0);
            self.fields.push(Field { place, colour });
        }
    }

    pub(super) fn clip(&mut self, to: Rect) {
        let left = self.clips.last().map_or(to, |clip| to.intersect(*clip));
        self.clips.push(left);
    }

    pub(super) fn unclip(&mut self) {
        self.clips.pop();
    }

    pub(super) fn open_group(&mut self) {
        self.groups += 1;
    }

    pub(super) fn close_group(&mut self) {
        self.groups = self.groups.saturating_sub(1);
    }

    /// Is any part of the page in this colour?
    pub(super) fn has(&self, ink: Colour) -> bool {
        let mut known = self.fields.iter().filter_map(|field| field.colour);
        self.fields.len() <= FIELDS_AT_MOST && (is_alike(ink, PAPER) || known.any(|one| is_alike(ink, one)))
    }

    /// Is the page in this colour at that place?
    pub(super) fn is(&self, ink: Colour, at: Point) -> bool {
        let mut under = self.fields.iter().rev();
        let uppermost = under.find(|field| field.place.contains(at));
        uppermost
            .map_or(Some(PAPER), |field| field.colour)
            .is_some_and(|colour| is_alike(ink, colour))
    }
}

fn is_alike(one: Colour, other: Colour) -> bool {
    one.iter()
        .zip(other)
        .all(|(part, other)| (part - other).abs() < ALIKE)
}

/// The colour that something is painted in, if it covers what is under it.
pub(super) fn colour(props: &DrawProps<'_>) -> Option<Colour> {
    let Paint::Color(paint) = &props.paint else {
        return None;
    };
    let [red, green, blue, opacity] = paint.to_rgba().components();
    let covers = opacity >= 1.0 && props.soft_mask.is_none() && matches!(props.blend_mode, BlendMode::Normal);
    covers.then_some([red, green, blue])
}

/// Is it painted so thin that nothing of it is seen?
pub(super) fn is_clear(props: &DrawProps<'_>) -> bool {
    match &props.paint {
        Paint::Color(paint) => paint.to_rgba().components()[3] <= 0.0,
        Paint::Pattern(_) => false,
    }
}
