//! Checkstyle's XML, which Jenkins, Bitbucket and many others read.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::{Style, escape, places};
use crate::Analysis;
use crate::policy::Level;
use crate::rules::Finding;

type Written = std::io::Result<()>;

/// One document for all drafts, each that has findings as a file; waived ones are left out.
pub(super) fn render(analyses: &[Analysis], _style: &Style) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let _ = write(&mut writer, analyses);
    String::from_utf8(writer.into_inner()).unwrap_or_default() + "\n"
}

fn write(writer: &mut Writer<Vec<u8>>, analyses: &[Analysis]) -> Written {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("checkstyle")
        .with_attribute(("version", "4.3"))
        .write_inner_content(|writer| {
            let files = |analysis| {
                places::by_file(analysis)
                    .into_iter()
                    .map(move |file| (analysis, file))
            };
            for (analysis, (path, findings)) in analyses.iter().flat_map(files) {
                let path = escape::xml_line(path);
                writer
                    .create_element("file")
                    .with_attribute(("name", path.as_str()))
                    .write_inner_content(|writer| {
                        findings
                            .iter()
                            .try_for_each(|finding| write_error(writer, analysis, finding))
                    })?;
            }
            Ok(())
        })?;
    Ok(())
}

fn write_error(writer: &mut Writer<Vec<u8>>, analysis: &Analysis, finding: &Finding) -> Written {
    let (start, _) = places::ends(analysis, finding);
    let severity = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "info",
    };
    writer
        .create_element("error")
        .with_attribute(("line", start.line.to_string().as_str()))
        .with_attribute(("column", start.column.to_string().as_str()))
        .with_attribute(("severity", severity))
        .with_attribute(("message", escape::xml_line(&places::advice(finding)).as_str()))
        .with_attribute(("source", format!("twosource.{}", finding.rule).as_str()))
        .write_empty()?;
    Ok(())
}
