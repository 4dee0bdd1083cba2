//! `twosource text`: the prose of a draft as it was read, to see what the machine saw.

use std::path::PathBuf;

use clap::Args;
use twosource::draft::Draft;

use super::Outcome;
use super::console::{Console, plain};
use super::input::{Input, Kind};
use super::target;

const EXAMPLES: &str = "\
Examples:
  twosource text draft.docx                 the paragraphs that the other commands read
  twosource text page.html | wc -w

Read: text (.txt; UTF-8, UTF-16, Windows-1252), Markdown (.md, .mdx), pages (.html, .mhtml),
Word (.docx), OpenDocument (.odt), Rich Text (.rtf), mail (.eml), books (.epub),
InCopy (.icml), PDF with text, subtitles (.srt, .vtt). The content decides, whatever the
extension says. Not read, and refused: images, recordings, Word before 2007 (.doc), Pages.";

/// Arguments of `text`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A draft; `-` for standard input
    #[arg(value_name = "DRAFT", required_unless_present = "stdin_filename")]
    draft: Option<PathBuf>,
    /// The name that standard input (`-`) is read under; its extension tells the format
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    to: target::Options,
}

/// Runs it.
pub(super) fn run(with: &Arguments, console: &Console) -> Outcome {
    console.outcome(print(with, console).map(|()| 0))
}

fn print(with: &Arguments, console: &Console) -> Result<(), String> {
    let input = Input::given(with.draft.as_deref(), with.stdin_filename.as_deref());
    let Kind::Draft(format) = Kind::of(&input.shown) else {
        return Err(format!(
            "{}: is a claims graph; name a draft",
            plain(&input.path())
        ));
    };
    let bytes = input.bytes()?;
    let draft = Draft::from_bytes(&input.path(), format, &bytes).map_err(|wrong| input.refusal(&wrong))?;
    let blocks = draft
        .blocks
        .iter()
        .map(|block| plain_lines(draft.slice(block.span)));
    let text: Vec<String> = blocks.collect();
    let mut sink = with.to.sink(std::slice::from_ref(&input))?;
    if !text.is_empty() {
        sink.write(format!("{}\n", text.join("\n\n")))?;
    }
    sink.finish()?;
    for notice in &draft.notices {
        console.warning(&format!("{}: {}", plain(&input.path()), plain(notice)));
    }
    if draft.extent.left_out > 0 {
        console.note(&format!(
            "{} of {} visible characters were read",
            draft.extent.read,
            draft.extent.visible()
        ));
    }
    Ok(())
}

/// A block as it may be shown on a terminal.
fn plain_lines(text: &str) -> String {
    text.lines().map(plain).collect::<Vec<_>>().join("\n")
}
