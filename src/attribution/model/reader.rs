//! The reader: for one cue, which words of its paragraph are source, cue and content.
//!
//! A small transformer over the paragraph's words that is told where the cue stands, with a linear-chain CRF
//! (Lafferty et al. 2001) over the roles. Sharing nothing between cues, it may label a word differently
//! for each: that is how nested attributions and discontinuous contents come out.

use super::layer::{Layer, Linear, Norm, Scratch};
use super::vector::{add, dot};
use super::weights::{Tensors, Unreadable};

/// Width of the reader's vectors.
const WIDTH: usize = 192;
/// Layers.
const LAYERS: usize = 2;
/// Roles that a word can have for a cue.
pub(super) const ROLES: usize = 4;
/// Rows that are read at once at most, so that a text full of cues takes no more memory.
const MOST_ROWS: usize = 4096;
/// Signed distances to the cue, in words, at which another embedding begins.
const EDGES: [i32; 32] = [
    -128, -64, -48, -32, -24, -16, -12, -8, -7, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 17,
    25, 33, 49, 65, 129,
];

/// A word's part in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// None.
    Outside,
    /// Who says it.
    Source,
    /// The words that attribute.
    Cue,
    /// What is said.
    Content,
}

const ROLE_OF: [Role; ROLES] = [Role::Outside, Role::Source, Role::Cue, Role::Content];

/// A word that may be a cue, with its paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Number of the paragraph's first word among the words that are read.
    pub(super) first: usize,
    /// Words of the paragraph.
    pub(super) count: usize,
    /// Number of the possible cue in its paragraph.
    pub(super) cue: usize,
}

/// What the reader makes of a candidate.
#[derive(Debug)]
pub(super) struct Reading {
    /// The role of each word of the paragraph.
    pub(super) roles: Vec<Role>,
    /// How much speaks for its being a cue at all, as a logit.
    pub(super) valid: f32,
}

/// The reader's weights.
pub(super) struct Reader {
    input: Linear,
    distance: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    role: Vec<f32>,
    role_bias: Vec<f32>,
    valid: Vec<f32>,
    valid_bias: f32,
    chain: Chain,
}

impl Reader {
    /// The reader of the weights file.
    pub(super) fn read(tensors: &Tensors) -> Result<Reader, Unreadable> {
        let layers = (0..LAYERS).map(|n| Layer::read(tensors, &format!("reader.{n}")));
        let reader = Reader {
            input: Linear::read(tensors, "reader_in")?,
            distance: tensors.numbers("distance")?,
            norm: Norm::read(tensors, "reader_norm")?,
            layers: layers.collect::<Result<_, _>>()?,
            role: tensors.numbers("role.weight")?,
            role_bias: tensors.numbers("role.bias")?,
            valid: tensors.numbers("valid.weight")?,
            valid_bias: tensors
                .numbers("valid.bias")?
                .first()
                .copied()
                .ok_or(Unreadable)?,
            chain: Chain::read(tensors)?,
        };
        let fits = reader.input.columns() == 2 * WIDTH
            && reader.distance.len() == (EDGES.len() + 1) * WIDTH
            && reader.role.len() == ROLES * WIDTH
            && reader.role_bias.len() == ROLES
            && reader.valid.len() == WIDTH;
        if fits { Ok(reader) } else { Err(Unreadable) }
    }

    /// Reads every candidate. `words` holds the encoder's vectors of the words.
    pub(super) fn run(&self, words: &[f32], candidates: &[Candidate], scratch: &mut Scratch) -> Vec<Reading> {
        if candidates.is_empty() {
            return Vec::new();
        }
        let inputs = self.input.map(words, scratch);
        let mut readings = Vec::with_capacity(candidates.len());
        let mut rest = candidates;
        while !rest.is_empty() {
            let mut rows = 0;
            let fits = |candidate: &&Candidate| {
                rows += candidate.count;
                rows <= MOST_ROWS
            };
            let (now, later) = rest.split_at(rest.iter().take_while(fits).count().max(1));
            self.run_some(&inputs, now, scratch, &mut readings);
            rest = later;
        }
        readings
    }

    fn run_some(
        &self,
        inputs: &[f32],
        candidates: &[Candidate],
        scratch: &mut Scratch,
        out: &mut Vec<Reading>,
    ) {
        let mut x = Vec::new();
        for candidate in candidates {
            let cue = &inputs[(candidate.first + candidate.cue) * 2 * WIDTH + WIDTH..][..WIDTH];
            for number in 0..candidate.count {
                let from = x.len();
                x.extend_from_slice(&inputs[(candidate.first + number) * 2 * WIDTH..][..WIDTH]);
                add(scratch.path, &mut x[from..], cue);
                let near = self.near(number, candidate.cue);
                add(scratch.path, &mut x[from..], near);
            }
        }
        self.norm.apply(scratch.path, &mut x);
        let blocks: Vec<usize> = candidates.iter().map(|candidate| candidate.count).collect();
        for layer in &self.layers {
            layer.apply(&mut x, &blocks, scratch);
        }
        let mut rest = x.as_slice();
        for candidate in candidates {
            let (mine, others) = rest.split_at(candidate.count * WIDTH);
            out.push(self.reading(mine, candidate.cue));
            rest = others;
        }
    }

    /// The embedding of the distance from the cue to a word.
    fn near(&self, word: usize, cue: usize) -> &[f32] {
        let distance = i32::try_from(word).unwrap_or(i32::MAX) - i32::try_from(cue).unwrap_or(i32::MAX);
        let bucket = EDGES.partition_point(|&edge| edge <= distance);
        &self.distance[bucket * WIDTH..][..WIDTH]
    }

    fn reading(&self, rows: &[f32], cue: usize) -> Reading {
        let scores: Vec<[f32; ROLES]> = rows
            .chunks_exact(WIDTH)
            .map(|row| {
                std::array::from_fn(|role| {
                    dot(row, &self.role[role * WIDTH..][..WIDTH]) + self.role_bias[role]
                })
            })
            .collect();
        Reading {
            roles: self.chain.best(&scores),
            valid: dot(&rows[cue * WIDTH..][..WIDTH], &self.valid) + self.valid_bias,
        }
    }
}

/// The CRF: what speaks for one role after another.
struct Chain {
    step: [[f32; ROLES]; ROLES],
    first: [f32; ROLES],
    last: [f32; ROLES],
}

impl Chain {
    fn read(tensors: &Tensors) -> Result<Chain, Unreadable> {
        let row = |name| -> Result<[f32; ROLES], Unreadable> {
            tensors.numbers(name)?.try_into().map_err(|_| Unreadable)
        };
        let flat = tensors.numbers("crf.step")?;
        if flat.len() != ROLES * ROLES {
            return Err(Unreadable);
        }
        Ok(Chain {
            step: std::array::from_fn(|from| std::array::from_fn(|to| flat[from * ROLES + to])),
            first: row("crf.first")?,
            last: row("crf.last")?,
        })
    }

    /// The best roles for a row of scores (Viterbi 1967); of equals the first. Linear.
    fn best(&self, scores: &[[f32; ROLES]]) -> Vec<Role> {
        let Some(head) = scores.first() else {
            return Vec::new();
        };
        let mut best: [f32; ROLES] = std::array::from_fn(|role| self.first[role] + head[role]);
        let mut back: Vec<[usize; ROLES]> = Vec::with_capacity(scores.len());
        for score in &scores[1..] {
            let came: [usize; ROLES] =
                std::array::from_fn(|to| first_best(|from| best[from] + self.step[from][to]));
            best = std::array::from_fn(|to| best[came[to]] + self.step[came[to]][to] + score[to]);
            back.push(came);
        }
        let mut role = first_best(|role| best[role] + self.last[role]);
        let mut roles = vec![ROLE_OF[role]];
        for came in back.iter().rev() {
            role = came[role];
            roles.push(ROLE_OF[role]);
        }
        roles.reverse();
        roles
    }
}

/// The role with the highest score; of equals the first.
fn first_best(score: impl Fn(usize) -> f32) -> usize {
    (1..ROLES).fold(
        0,
        |best, role| if score(role) > score(best) { role } else { best },
    )
}
