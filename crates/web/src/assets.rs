//! Style sheet, fonts and icon: carried inside the program and served under names that change with their content, so that a browser may
//! keep them for a year and still never shows an old one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use axum::extract;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::PageError;

include!(concat!(env!("OUT_DIR"), "/static_files.rs"));

/// The path under which assets are served.
pub(crate) const PREFIX: &str = "/static/";

struct Asset {
    content_type: &'static str,
    bytes: Vec<u8>,
}

/// Assets by the name they are served under.
struct Assets {
    by_served_name: BTreeMap<String, Asset>,
    /// From the name below `static/` to the served one.
    served_names: BTreeMap<&'static str, String>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut assets = Assets { by_served_name: BTreeMap::new(), served_names: BTreeMap::new() };
    let (sheets, others): (Vec<_>, Vec<_>) =
        FILES.iter().partition(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "css"));
    for (name, bytes) in others {
        assets.add(name, bytes.to_vec());
    }
    // Style sheets come last: they name the fonts, and their own name must change when a font does.
    for (name, bytes) in sheets {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (plain, served) in &assets.served_names {
            text = text.replace(&format!("url(\"{plain}\")"), &format!("url(\"{PREFIX}{served}\")"));
        }
        assets.add(name, text.into_bytes());
    }
    assets
});

impl Assets {
    fn add(&mut self, name: &'static str, bytes: Vec<u8>) {
        let (file, extension) = name.rsplit('/').next().and_then(|file| file.rsplit_once('.')).unwrap_or((name, ""));
        let hash = hex::encode(&Sha256::digest(&bytes)[..8]);
        let served = format!("{file}.{hash}.{extension}").to_ascii_lowercase();
        self.by_served_name.insert(served.clone(), Asset { content_type: content_type(extension), bytes });
        self.served_names.insert(name, served);
    }
}

fn content_type(extension: &str) -> &'static str {
    match extension {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// The address of an asset by its name below `static/`.
pub(crate) fn address(name: &str) -> String {
    let served = ASSETS.served_names.get(name);
    debug_assert!(served.is_some(), "no asset named {name}");
    served.map_or_else(String::new, |served| format!("{PREFIX}{served}"))
}

/// Serves one asset. Its name is its version, so it never changes.
pub(crate) async fn serve(extract::Path(name): extract::Path<String>) -> Result<Response, PageError> {
    let asset = ASSETS.by_served_name.get(&name).ok_or(PageError::NotFound)?;
    let headers = [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((headers, asset.bytes.as_slice()).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_an_asset_carries_the_hash_of_its_content() {
        let address = address("style.css");
        let hash = address.strip_prefix("/static/style.").and_then(|rest| rest.strip_suffix(".css")).unwrap();
        assert_eq!(hash.len(), 16);
        let served = &ASSETS.by_served_name[address.strip_prefix(PREFIX).unwrap()];
        assert_eq!(hash, hex::encode(&Sha256::digest(&served.bytes)[..8]));
    }

    #[test]
    fn the_style_sheet_names_only_assets_that_exist_and_no_other_origin() {
        let served = &ASSETS.by_served_name[address("style.css").strip_prefix(PREFIX).unwrap()];
        let text = std::str::from_utf8(&served.bytes).unwrap();
        assert!(!text.contains("//") && !text.contains("@import"), "another origin or file");
        for reference in text.split("url(\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let name = reference.strip_prefix(PREFIX).unwrap_or_else(|| panic!("{reference} is no asset"));
            assert!(ASSETS.by_served_name.contains_key(name), "{reference}");
        }
    }

    #[test]
    fn charts_have_the_colours_whose_contrast_was_checked() {
        let served = &ASSETS.by_served_name[address("style.css").strip_prefix(PREFIX).unwrap()];
        let text = std::str::from_utf8(&served.bytes).unwrap();
        let (light, others) = text.split_once("@media (prefers-color-scheme: dark)").unwrap();
        let (dark, _) = others.split_once("@media").unwrap();
        for property in charts::COLOUR_PROPERTIES {
            assert!(light.contains(&format!("{}: {};", property.name, property.light)), "{} in light", property.name);
            assert!(dark.contains(&format!("{}: {};", property.name, property.dark)), "{} in dark", property.name);
        }
    }
}
