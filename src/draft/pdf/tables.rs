//! Tables: rows of short pieces that stand side by side, edge under edge. They are no prose.

use hayro_interpret::kurbo::Rect;

use super::lines::Line;
use super::paragraphs::{BULLETS, HEADING};

/// A cell is no longer than so many characters.
const CELL: usize = 32;

/// A table has so many rows at least.
const ROWS: usize = 3;

/// Rows are no further apart than so many sizes, and edges under one another than this part of one.
const NEXT: f64 = 2.6;
const EDGE: f64 = 0.5;

/// Marks the lines of a page that are cells of tables, to be left out; `body` is the size of the text's letters.
pub(super) fn mark(lines: &mut [Line], body: f64) {
    let mut cells: Vec<usize> = (0..lines.len()).filter(|&at| is_cell(&lines[at], body)).collect();
    cells.sort_by(|&a, &b| {
        let (a, b) = (&lines[a], &lines[b]);
        a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left))
    });
    let found: Vec<Rect> = tables(lines, &cells)
        .iter()
        .filter(|table| is_table(lines, table))
        .map(|table| place(lines, table))
        .collect();
    // What stands in the middle of a table is one of its cells, too.
    for at in cells {
        let line = &mut lines[at];
        let holds = |table: &Rect| {
            table.x0 <= line.left && line.right <= table.x1 && table.y0 <= line.base && line.base <= table.y1
        };
        line.is_furniture |= found.iter().any(holds);
    }
}

fn is_cell(line: &Line, body: f64) -> bool {
    !line.is_furniture
        && line.size <= HEADING * body
        && line.base.is_finite()
        && !line.text.starts_with(BULLETS)
        && line.text.chars().nth(CELL).is_none()
}

/// Rows of cells in a row, each with cells under those of the one above.
fn tables(lines: &[Line], cells: &[usize]) -> Vec<Vec<Vec<usize>>> {
    let is_level = |&one: &usize, &next: &usize| lines[next].base - lines[one].base < 0.35 * lines[one].size;
    let mut tables: Vec<Vec<Vec<usize>>> = Vec::new();
    for row in cells.chunk_by(is_level).filter(|row| row.len() > 1) {
        let last = tables.last_mut();
        match last.filter(|table| table.last().is_some_and(|above| is_under(lines, above, row))) {
            Some(table) => table.push(row.to_vec()),
            None => tables.push(vec![row.to_vec()]),
        }
    }
    tables
}

/// Does the row stand right under the other, two of its cells at least edge under edge or middle under middle?
fn is_under(lines: &[Line], above: &[usize], row: &[usize]) -> bool {
    let (Some(&first), Some(&under)) = (above.first(), row.first()) else {
        return false;
    };
    let size = lines[first].size.max(lines[under].size);
    let is_at = |cell: &Line, other: &Line| {
        let (left, right) = (cell.left - other.left, cell.right - other.right);
        [left, right, 0.5 * (left + right)]
            .iter()
            .any(|apart| apart.abs() <= EDGE * size)
    };
    let is_fit = |&&cell: &&usize| above.iter().any(|&other| is_at(&lines[cell], &lines[other]));
    lines[under].base - lines[first].base <= NEXT * size && row.iter().filter(is_fit).count() > 1
}

/// Are there rows enough, and are they none of narrow columns of prose, most lines of which go on with a small letter?
fn is_table(lines: &[Line], table: &[Vec<usize>]) -> bool {
    let cells = || table.iter().flatten();
    let is_small = |&&cell: &&usize| lines[cell].text.starts_with(char::is_lowercase);
    table.len() >= ROWS && cells().filter(is_small).count() * 3 < cells().count()
}

/// Where a table stands.
fn place(lines: &[Line], table: &[Vec<usize>]) -> Rect {
    let mut place = Rect::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    for line in table.iter().flatten().map(|&cell| &lines[cell]) {
        (place.x0, place.x1) = (place.x0.min(line.left), place.x1.max(line.right));
        (place.y0, place.y1) = (place.y0.min(line.base), place.y1.max(line.base));
    }
    place
}
