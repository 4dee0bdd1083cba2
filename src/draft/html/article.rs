//! Which blocks of a page are the article's: those of the element in which most running text with few links stands, as
//! Arc90's Readability weighs it, or of the element that the page itself calls its article.

use super::furniture::Standing;
use super::page::Page;
use crate::draft::BlockKind;

/// Blocks of fewer characters are no running text.
const RUNNING: usize = 22;

/// An element that the page calls its article holds at least so much.
const BODY: usize = 120;

/// What is called small furniture and holds more is none.
const MINOR: usize = 160;

/// A page of which less was read than this is read again with forms and tables, and then with everything.
const LITTLE: usize = 160;

/// A link of more characters that ends as a sentence does leads elsewhere and says something.
const SENTENCE: usize = 20;

/// The article.
pub(super) struct Choice {
    /// Numbers of its blocks, in order.
    pub(super) taken: Vec<usize>,
    /// Characters that are seen and are not the article's.
    pub(super) left_out: usize,
}

/// Finds the article. Linear in the elements and blocks.
pub(super) fn choose(page: &Page) -> Choice {
    let weighed = Weighed::new(page);
    let mut best: Vec<usize> = Vec::new();
    let size = |taken: &[usize]| -> usize { taken.iter().map(|at| page.blocks[*at].size).sum() };
    for most in [Standing::Open, Standing::Resort, Standing::Furniture] {
        let taken = weighed.article(most);
        // Furniture that is larger than an article is not the article for that.
        let better = size(&taken) > size(&best).max(1) * 3;
        if best.is_empty() || size(&best) < LITTLE && better {
            best = taken;
        }
        if size(&best) >= LITTLE {
            break;
        }
    }
    weighed.add_only_headline(&mut best);
    let seen: usize = (0..page.blocks.len())
        .filter(|at| weighed.standing(*at) < Standing::Hidden)
        .map(|at| page.blocks[at].size)
        .sum();
    Choice {
        left_out: seen - size(&best) + page.struck + page.swallowed,
        taken: best,
    }
}

/// A page with what is known of each element from all that stands in it.
struct Weighed<'a> {
    page: &'a Page,
    /// The worst standing of each element and those around it.
    standing: Vec<Standing>,
    /// Characters and linked characters in each element.
    size: Vec<usize>,
    linked: Vec<usize>,
}

impl<'a> Weighed<'a> {
    fn new(page: &'a Page) -> Weighed<'a> {
        let count = page.elements.len();
        let mut size = vec![0; count];
        let mut linked = vec![0; count];
        let mut running = vec![0; count];
        for block in &page.blocks {
            size[block.element] += block.size;
            linked[block.element] += block.linked;
            if block.size > 80 && block.linked * 3 < block.size {
                running[block.element] += block.size;
            }
        }
        for at in (1..count).rev() {
            let parent = page.elements[at].parent;
            size[parent] += size[at];
            linked[parent] += linked[at];
            running[parent] += running[at];
        }
        let mut standing = vec![Standing::Open; count];
        let all = running.first().copied().unwrap_or_default();
        for at in 1..count {
            let element = &page.elements[at];
            let own = match element.standing {
                // Never closed, it holds the rest of the page.
                Standing::Resort | Standing::Furniture if !element.closed => Standing::Open,
                Standing::Minor if size[at] > MINOR => Standing::Open,
                Standing::Minor => Standing::Furniture,
                // Named after the furniture beside the article, it holds the article all the same.
                Standing::Furniture
                    if element.weight >= 0
                        && running[at] * 2 > all
                        && all > BODY
                        && !is_fixed(&element.name) =>
                {
                    Standing::Open
                }
                // A table or a form that the page is laid out with.
                Standing::Resort if running[at] * 2 > all && all > BODY => Standing::Open,
                own => own,
            };
            standing[at] = own.max(standing[element.parent]);
        }
        Weighed {
            page,
            standing,
            size,
            linked,
        }
    }

    fn standing(&self, block: usize) -> Standing {
        self.standing[self.page.blocks[block].element]
    }

    /// The article among the blocks of no worse standing than this.
    fn article(&self, most: Standing) -> Vec<usize> {
        let may = |at: &usize| self.standing(*at) <= most && self.page.blocks[*at].size > 0;
        let blocks: Vec<usize> = (0..self.page.blocks.len()).filter(may).collect();
        let home = self.home(&blocks);
        let inside = self.inside(home);
        let mut taken: Vec<usize> = blocks
            .iter()
            .copied()
            .filter(|at| inside[self.page.blocks[*at].element] && (home.is_none() || !self.is_links(*at)))
            .collect();
        // Headings under which nothing stands any more.
        let is_heading = |at: &usize| self.page.blocks[*at].kind == BlockKind::Heading;
        while home.is_some() && taken.len() > 1 && taken.last().is_some_and(is_heading) {
            taken.pop();
        }
        self.add_headline(&blocks, &mut taken);
        taken
    }

    /// The element that holds the article; none where the whole page does.
    fn home(&self, blocks: &[usize]) -> Option<usize> {
        let elements = &self.page.elements;
        let mut held = vec![0; elements.len()];
        let scores = self.scores(blocks, &mut held);
        let called = |at: &usize| elements[*at].is_body && held[*at] >= BODY;
        if let Some(body) = (1..elements.len())
            .filter(called)
            .max_by_key(|at| (held[*at], elements.len() - at))
        {
            return Some(self.around_bodies(body, &held));
        }
        let named = |name: &str| {
            let of = (1..elements.len()).filter(|at| elements[*at].name == name && held[*at] > 0);
            of.max_by_key(|at| (held[*at], elements.len() - at))
        };
        let top = (1..elements.len())
            .filter(|at| scores[*at] > 0.0)
            .max_by(|a, b| scores[*a].total_cmp(&scores[*b]).then(b.cmp(a)));
        let Some(top) = top.filter(|top| held[*top] >= BODY) else {
            return named("article").or(named("main"));
        };
        Some(self.widened(top, &scores, &held))
    }

    /// The body, or what holds all of them: each post of a live blog has one of its own.
    fn around_bodies(&self, body: usize, held: &[usize]) -> usize {
        let elements = &self.page.elements;
        let mut bodies = vec![0; elements.len()];
        for at in (1..elements.len()).rev() {
            bodies[at] += usize::from(elements[at].is_body && held[at] > 0);
            bodies[elements[at].parent] += bodies[at];
        }
        let (mut home, mut all) = (body, bodies[body]);
        let mut around = body;
        while around > 0 {
            around = elements[around].parent;
            if bodies[around] > all && !matches!(elements[around].name.as_str(), "body" | "html") {
                (home, all) = (around, bodies[around]);
            }
        }
        home
    }

    /// Points of each element for the running text in its children; `held` gets the running text in all of it.
    fn scores(&self, blocks: &[usize], held: &mut [usize]) -> Vec<f32> {
        let elements = &self.page.elements;
        let mut scores = vec![0.0_f32; elements.len()];
        for at in blocks {
            let block = &self.page.blocks[*at];
            if block.size < RUNNING || block.linked * 2 > block.size {
                continue;
            }
            held[block.element] += block.size;
            let points = 1.0 + block.commas as f32 + (block.size as f32 / 100.0).min(3.0);
            let mut home = block.element;
            if matches!(
                elements[home].name.as_str(),
                "p" | "li" | "blockquote" | "pre" | "td" | "h2" | "h3"
            ) {
                home = elements[home].parent;
            }
            for share in [1.0, 0.5, 0.25, 0.125] {
                scores[home] += points * share;
                if home == 0 {
                    break;
                }
                home = elements[home].parent;
            }
        }
        for at in (1..elements.len()).rev() {
            held[elements[at].parent] += held[at];
        }
        for at in 1..elements.len() {
            let density = self.linked[at] as f32 / self.size[at].max(1) as f32;
            let weight = if scores[at] > 0.0 {
                elements[at].weight as f32 * 10.0
            } else {
                0.0
            };
            scores[at] = (scores[at] + weight) * (1.0 - density);
        }
        scores
    }

    /// The best element, or one around it that holds much more of the same, over what holds it and nothing else.
    fn widened(&self, top: usize, scores: &[f32], held: &[usize]) -> usize {
        let elements = &self.page.elements;
        let mut home = top;
        let mut around = top;
        while around > 0 {
            around = elements[around].parent;
            if around == 0 || matches!(elements[around].name.as_str(), "body" | "html") {
                break;
            }
            if held[around] as f32 > held[home] as f32 * 1.05 {
                let plain = |at: usize| scores[at] - elements[at].weight as f32 * 10.0;
                if plain(around) < plain(top) * 0.45 {
                    break;
                }
                home = around;
            }
        }
        home
    }

    /// Which elements stand in the home; all of them, where there is none.
    fn inside(&self, home: Option<usize>) -> Vec<bool> {
        let mut inside = vec![home.is_none(); self.page.elements.len()];
        for at in 0..inside.len() {
            let parent = self.page.elements[at].parent;
            let is_note = self.page.elements[at].is_note();
            inside[at] = inside[at] || is_note || home == Some(at) || at > 0 && inside[parent];
        }
        inside
    }

    /// A block that is a link and nothing else, or one of a list of them.
    fn is_links(&self, at: usize) -> bool {
        let block = &self.page.blocks[at];
        let mut element = block.element;
        // A link that is a sentence, or holds what somebody said, is text.
        let is_said = block.size > SENTENCE && block.ends_as_speech();
        if block.linked * 10 >= block.size * 9 && block.kind != BlockKind::Headline && !is_said {
            return true;
        }
        if is_said && block.kind == BlockKind::Paragraph {
            return false;
        }
        if block.kind == BlockKind::ListItem {
            element = self.page.elements[element].parent;
        }
        self.linked[element] * 2 > self.size[element]
    }

    /// Adds the only headline of the page, wherever it stands before an article that has none.
    fn add_only_headline(&self, taken: &mut Vec<usize>) {
        let is_one =
            |at: &usize| self.page.blocks[*at].kind == BlockKind::Headline && self.page.blocks[*at].size > 0;
        let mut all = (0..self.page.blocks.len()).filter(is_one);
        if let (Some(only), None) = (all.next(), all.next())
            && self.standing(only) < Standing::Hidden
            && taken.first().is_some_and(|first| only < *first)
        {
            taken.insert(0, only);
        }
    }

    /// The headline, where it stands before the article: the last that is left out, if the article has none. What stands above
    /// that one is the site's.
    fn add_headline(&self, blocks: &[usize], taken: &mut Vec<usize>) {
        let is_headline = |at: &&usize| self.page.blocks[**at].kind == BlockKind::Headline;
        if taken.iter().any(|at| is_headline(&at)) {
            return;
        }
        let Some(first) = taken.first() else { return };
        let headline = blocks.iter().rfind(|at| *at < first && is_headline(at));
        if let Some(headline) = headline {
            taken.insert(0, *headline);
        }
    }
}

/// Elements that are furniture whatever they hold.
fn is_fixed(name: &str) -> bool {
    matches!(
        name,
        "nav" | "footer" | "button" | "menu" | "label" | "figcaption"
    )
}
