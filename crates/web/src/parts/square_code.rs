//! A square code (QR) as SVG, for the secret that goes into an authenticator app.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

/// Modules of quiet ground around the code, as the standard asks.
const QUIET: i32 = 4;

/// The code of a text as one `<svg>` element in black on white, whatever the theme, because cameras expect that. `None` for a text that is
/// too long.
pub(crate) fn svg(content: &str, alternative: &str) -> Option<String> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * QUIET;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).expect("writing to a String");
        }
    }
    let label = maud::html! { (alternative) }.into_string().replace('"', "&quot;");
    Some(format!(
        "<svg viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_an_escaped_name() {
        let svg = svg("otpauth://totp/Throughline:ada?secret=ABC", "for \"<Ada>\"").unwrap();
        assert!(svg.contains("M4 4h1v1h-1z"), "the corner of the first finder pattern");
        assert!(svg.contains("aria-label=\"for &quot;&lt;Ada&gt;&quot;\""), "{}", &svg[..200]);
        assert_eq!(super::svg(&"x".repeat(5_000), ""), None);
    }
}
