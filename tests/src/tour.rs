//! A way through every page of the product. The list of what there is comes from the server's own table of routes; the addresses with ids in them
//! are found by following links, so that a page added later is on the way by itself.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::practice::Visitor;

/// A page as one person gets it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stop {
    /// The route: `/patients/{patient}`.
    pub(crate) route: &'static str,
    /// The address: `/patients/0192...`.
    pub(crate) address: String,
}

impl Stop {
    /// A name for a file: `patients-patient`.
    pub(crate) fn name(&self) -> String {
        let name: String = self.route.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
        if parts.is_empty() { "start".to_owned() } else { parts.join("-") }
    }
}

/// What was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Tour {
    /// The pages, some of each route.
    pub(crate) stops: Vec<Stop>,
    /// Routes that gave something which is no page: a picture, a file, a word for a machine, the way to another page.
    pub(crate) no_pages: BTreeSet<&'static str>,
}

/// Follows the links of what this person may see, with at most so many pages of each route. `first` are addresses that are to be among them.
pub(crate) fn tour(visitor: &mut Visitor, first: &[String], of_each: usize) -> Tour {
    let routes: Vec<&'static str> = web::shown_paths().collect();
    let mut tour = Tour::default();
    let mut seen: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let without_ids = routes.iter().filter(|route| !route.contains('{')).map(|route| (*route).to_owned());
    let mut ahead: VecDeque<String> = first.iter().cloned().chain(without_ids).collect();
    loop {
        let Some(address) = ahead.pop_front() else {
            // What no page leads to by a link is tried with the ids that were met.
            ahead.extend(routes.iter().filter(|route| !seen.contains_key(*route)).filter_map(|route| filled(route, &ids)));
            if ahead.is_empty() {
                return tour;
            }
            continue;
        };
        let Some(route) = route_of(&address, &routes) else { continue };
        let known = seen.entry(route).or_default();
        if known.contains(&address) || known.len() >= of_each {
            continue;
        }
        known.insert(address.clone());
        for (place, id) in places(route, &address) {
            ids.entry(place).or_default().insert(id.to_owned());
        }
        let page = visitor.browser.get(&address);
        if page.status != 200 {
            continue;
        }
        if visitor.browser.visited.last().is_some_and(|last| *last != address) {
            // It leads on to a page that is on the way by its own name.
            tour.no_pages.insert(route);
        } else if page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            ahead.extend(page.links("/").into_iter().filter(|link| !link.contains('#')));
            tour.stops.push(Stop { route, address });
        } else {
            tour.no_pages.insert(route);
        }
    }
}

/// The route that an address belongs to: of those that fit, the one with the most words of its own.
fn route_of(address: &str, routes: &[&'static str]) -> Option<&'static str> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let fits = |route: &&&'static str| {
        let (mut ours, mut theirs) = (route.split('/'), path.split('/'));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(our), Some(their)) if our == their || (our.starts_with('{') && !their.is_empty()) => {}
                _ => return false,
            }
        }
    };
    routes.iter().filter(fits).min_by_key(|route| route.matches('{').count()).copied()
}

/// The places of a route with what stands there in an address.
fn places<'a>(route: &'static str, address: &'a str) -> Vec<(&'static str, &'a str)> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    route.split('/').zip(path.split('/')).filter(|(place, _)| place.starts_with('{')).collect()
}

/// A route with an id that was met in each of its places.
fn filled(route: &str, ids: &BTreeMap<&str, BTreeSet<String>>) -> Option<String> {
    let parts = route.split('/').map(|part| if part.starts_with('{') { ids.get(part)?.first().map(String::as_str) } else { Some(part) });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}

#[test]
fn an_address_belongs_to_the_route_with_the_most_words_of_its_own() {
    let routes = ["/patients", "/patients/{patient}", "/patients/new", "/patients/{patient}/edit"];
    let check = |address: &str, expected: Option<&str>| assert_eq!(route_of(address, &routes), expected, "{address}");
    check("/patients", Some("/patients"));
    check("/patients?after=x", Some("/patients"));
    check("/patients/new", Some("/patients/new"));
    check("/patients/7", Some("/patients/{patient}"));
    check("/patients/7/edit", Some("/patients/{patient}/edit"));
    check("/patients/", None);
    check("/elsewhere", None);
}
