//! The four characters that cut a file into segments, elements, repeats and components. The sender chooses them; the ISA segment says which.

/// The delimiters of one interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiters {
    /// Between two elements: the byte after `ISA`.
    pub element: u8,
    /// Between two repeats of one element: ISA11. `None` before version 00402, where ISA11 is something else, and where it is a letter or digit.
    pub repetition: Option<u8>,
    /// Between two components of one element: ISA16.
    pub component: u8,
    /// After each segment: the byte after ISA16. May be a line break.
    pub segment: u8,
    /// True where the ISA segment has the 106 bytes that the standard asks for. Others are read too.
    pub isa_fixed_width: bool,
}

impl Delimiters {
    /// What most senders use: `*`, `^`, `:` and `~`.
    pub const USUAL: Self = Self { element: b'*', repetition: Some(b'^'), component: b':', segment: b'~', isa_fixed_width: true };

    /// True for a byte that cuts in this interchange, so that no value may hold it.
    pub fn cuts(self, byte: u8) -> bool {
        byte == self.element || byte == self.component || byte == self.segment || Some(byte) == self.repetition
    }
}

/// What the bytes at a place, where an interchange should begin, turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detection {
    /// An ISA segment.
    Found(Delimiters),
    /// Not an ISA segment.
    No,
    /// Too few bytes to know; more may follow.
    More,
}

/// The length of an ISA segment by the standard, terminator included.
const FIXED: usize = 106;
/// An ISA segment of other width is searched for in so many bytes.
const LONGEST: usize = 512;

/// Reads the delimiters of an ISA segment at the beginning of `bytes`.
pub(crate) fn detect(bytes: &[u8], at_end: bool) -> Detection {
    let head = &bytes[..bytes.len().min(3)];
    if !b"ISA".starts_with(head) {
        return Detection::No;
    }
    let incomplete = if at_end { Detection::No } else { Detection::More };
    let Some(&element) = bytes.get(3) else { return incomplete };
    if element.is_ascii_alphanumeric() || matches!(element, b'\r' | b'\n' | b' ' | 0) {
        return Detection::No;
    }
    let window = &bytes[..bytes.len().min(LONGEST)];
    let Some(last) = memchr::memchr_iter(element, window).nth(15) else {
        return if window.len() == LONGEST { Detection::No } else { incomplete };
    };
    let (Some(&component), Some(&segment)) = (bytes.get(last + 1), bytes.get(last + 2)) else { return incomplete };
    let cuts = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b' ';
    if !cuts(component) || !cuts(segment) || component == element || segment == element || segment == component {
        return Detection::No;
    }
    let mut elements = bytes[..last].split(|&byte| byte == element);
    let (eleventh, version) = (elements.nth(11).unwrap_or_default(), elements.next().unwrap_or_default());
    let repetition = match eleventh {
        [byte] if cuts(*byte) && version >= b"00402".as_slice() && ![element, component, segment].contains(byte) => Some(*byte),
        _ => None,
    };
    Detection::Found(Delimiters { element, repetition, component, segment, isa_fixed_width: last + 3 == FIXED })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISA: &str = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0900*^*00501*000000001*0*T*:~";

    #[test]
    fn the_isa_segment_says_its_delimiters() {
        let check = |text: &str, expected: Option<(&str, bool)>| match (detect(text.as_bytes(), true), expected) {
            (Detection::Found(found), Some((expected, fixed))) => {
                let cut = [found.element, found.repetition.unwrap_or(b'-'), found.component, found.segment];
                assert_eq!((cut.as_slice(), found.isa_fixed_width), (expected.as_bytes(), fixed), "{text}");
            }
            (found, None) => assert_eq!(found, Detection::No, "{text}"),
            (found, Some(_)) => panic!("{text}: {found:?}"),
        };
        check(ISA, Some(("*^:~", true)));
        check(&ISA.replace('*', "|").replace(':', ">").replace('~', "\n"), Some(("|^>\n", true)));
        check(&ISA.replace("*^*00501", "*U*00401"), Some(("*-:~", true)));
        check(&ISA.replace("*^*00501", "*^*00401"), Some(("*-:~", true)));
        check(&ISA.replace("          ", " "), Some(("*^:~", false)));
        check(&ISA.replace(":~", ":"), None);
        check(&ISA.replace(":~", ":X"), None);
        check("ISABELLA", None);
        check("", None);
    }

    #[test]
    fn a_cut_isa_segment_asks_for_more() {
        for length in 0..ISA.len() {
            assert_eq!(detect(&ISA.as_bytes()[..length], false), Detection::More, "{length}");
        }
    }
}
