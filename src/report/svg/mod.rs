//! What pictures are drawn with: [`sheet`] puts plain marks on a sheet, [`draw`] writes them as SVG; pictograms, shapes and
//! colours of strength, type sizes and the measuring of text are the same in all of them.

pub(super) mod canvas;
pub(super) mod draw;
pub(super) mod figure;
pub(super) mod footing;
pub(super) mod key;
pub(super) mod lettering;
pub(super) mod sheet;
pub(super) mod theme;
pub(super) mod type_sizes;

pub use lettering::FONTS;
