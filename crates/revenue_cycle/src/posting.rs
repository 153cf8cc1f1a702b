//! Whether a payment is money that was not posted before.

use std::collections::BTreeMap;

use crate::remittance::{PaymentKey, Remittance};

/// What becomes of a remittance that arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement<'a> {
    /// New money: it is posted.
    Post,
    /// The same file again, or a copy of it: nothing changes.
    Known,
    /// The same payment in another file or transaction. A person says whether it is the same money.
    SentAgain(&'a PaymentKey),
    /// The same control numbers around another content. A person says which of them holds.
    ControlReused(&'a PaymentKey),
    /// The file ended inside of it. It waits for the whole file, or for a person.
    Incomplete,
}

/// Judges `new` beside every remittance that was posted or held with the same key or the same money. Others may be among them; they do not matter.
pub fn judge<'a>(new: &Remittance, posted: impl IntoIterator<Item = &'a Remittance>) -> Judgement<'a> {
    let mut judgement = Judgement::Post;
    for known in posted {
        if known == new {
            return Judgement::Known;
        }
        if !known.is_whole {
            continue;
        }
        if known.key == new.key {
            judgement = Judgement::ControlReused(&known.key);
        } else if judgement == Judgement::Post && known.key.is_same_money(&new.key) {
            judgement = Judgement::SentAgain(&known.key);
        }
    }
    if new.is_whole { judgement } else { Judgement::Incomplete }
}

/// Why a payment is not posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold<'a> {
    /// The same payment came in another file or transaction, which is posted.
    SentAgain(&'a PaymentKey),
    /// The same control numbers came with another content, which is posted.
    ControlReused(&'a PaymentKey),
    /// The file ended inside of it.
    Incomplete,
    /// The file ended inside of it, and more of the same money is posted: nobody has to decide.
    GaveWay(&'a PaymentKey),
}

/// Chooses among everything that arrived what is posted and what waits: of several that claim to be the same money the first by its key and content is
/// posted, whatever the order in which they came. What `released` holds was judged by a person to be money of its own; of several contents under one key a
/// person judges each. What is cut is posted only while nothing whole is there for its money, whatever a person said before the whole file came.
pub fn choose<'a>(
    arrived: impl IntoIterator<Item = &'a Remittance>,
    released: impl Fn(&Remittance) -> bool,
) -> (Vec<&'a Remittance>, Vec<(&'a Remittance, Hold<'a>)>) {
    let mut sorted: Vec<&Remittance> = arrived.into_iter().collect();
    sorted.sort();
    sorted.dedup();
    let (whole, mut cut): (Vec<&Remittance>, Vec<&Remittance>) = sorted.into_iter().partition(|remittance| remittance.is_whole);
    let mut first_of: BTreeMap<Money<'a>, &'a PaymentKey> = BTreeMap::new();
    let (mut posted, mut held) = (Vec::new(), Vec::new());
    let mut last: Option<&PaymentKey> = None;
    for remittance in whole {
        let key = &remittance.key;
        let is_reused = last == Some(key);
        last = Some(key);
        let first = first_of.get(&Money::of(key)).copied();
        match first {
            _ if released(remittance) => posted.push(remittance),
            _ if is_reused => held.push((remittance, Hold::ControlReused(key))),
            Some(first) => held.push((remittance, Hold::SentAgain(first))),
            None => posted.push(remittance),
        }
        first_of.entry(Money::of(key)).or_insert(key);
    }
    // The longest part of a payment holds the others.
    cut.sort_by_key(|remittance| std::cmp::Reverse(remittance.adjudications.len()));
    for remittance in cut {
        match first_of.get(&Money::of(&remittance.key)) {
            Some(first) => held.push((remittance, Hold::GaveWay(first))),
            None if released(remittance) => {
                first_of.insert(Money::of(&remittance.key), &remittance.key);
                posted.push(remittance);
            }
            None => held.push((remittance, Hold::Incomplete)),
        }
    }
    posted.sort();
    held.sort_by_key(|(one, _)| *one);
    (posted, held)
}

/// What makes two payments the same money; without a number of the check or transfer, only the whole key does.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Money<'a> {
    Traced(Option<vocabulary::Day>, &'a str, &'a str, &'a str),
    Untraced(&'a PaymentKey),
}

impl<'a> Money<'a> {
    fn of(key: &'a PaymentKey) -> Self {
        if key.trace.is_empty() { Self::Untraced(key) } else { Self::Traced(key.day, &key.payer_id, &key.trace, &key.originator) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{decided, remittance};

    fn payment(trace: &str, interchange: &str, paid: i64) -> Remittance {
        let mut payment = remittance(trace, vec![decided("A1", "1", 10_000, paid, &[("CO", "45", 10_000 - paid)])]);
        payment.key.interchange = interchange.into();
        payment
    }

    #[test]
    fn the_same_file_twice_posts_once_and_a_doubtful_one_waits() {
        let posted = [payment("T1", "1", 4000), payment("T2", "1", 4000)];
        let check = |new: Remittance, expected| assert_eq!(judge(&new, &posted), expected);
        check(payment("T1", "1", 4000), Judgement::Known);
        check(payment("T3", "1", 4000), Judgement::Post);
        check(payment("T1", "2", 4000), Judgement::SentAgain(&posted[0].key));
        check(payment("T1", "2", 5000), Judgement::SentAgain(&posted[0].key));
        check(payment("T1", "1", 5000), Judgement::ControlReused(&posted[0].key));
        check(payment("", "2", 4000), Judgement::Post);
    }

    #[test]
    fn what_is_posted_does_not_depend_on_the_order_of_arrival() {
        let all = [
            payment("T1", "1", 4000),
            payment("T1", "2", 4000),
            payment("T1", "1", 5000),
            payment("T2", "1", 10),
            payment("T1", "1", 4000),
        ];
        let check = |order: [usize; 5]| {
            let (posted, held) = choose(order.map(|place| &all[place]), |_| false);
            assert_eq!(posted, [&all[0], &all[3]]);
            assert_eq!(held, [(&all[2], Hold::ControlReused(&all[0].key)), (&all[1], Hold::SentAgain(&all[0].key))]);
        };
        check([0, 1, 2, 3, 4]);
        check([4, 3, 2, 1, 0]);
        check([2, 1, 4, 0, 3]);
    }

    #[test]
    fn what_is_cut_waits_for_the_whole_file_and_never_stands_in_its_way() {
        let cut = Remittance { is_whole: false, adjudications: Vec::new(), ..payment("T1", "1", 4000) };
        let whole = payment("T1", "1", 4000);
        assert_eq!(judge(&cut, []), Judgement::Incomplete);
        assert_eq!(judge(&whole, [&cut]), Judgement::Post);
        assert_eq!(judge(&cut, [&whole]), Judgement::Incomplete);
        let (posted, held) = choose([&cut, &whole], |_| false);
        assert_eq!((posted, held), (vec![&whole], vec![(&cut, Hold::GaveWay(&whole.key))]));
        assert_eq!(choose([&cut], |_| false).1, [(&cut, Hold::Incomplete)]);
        assert_eq!(choose([&cut], |_| true).0, [&cut], "unless a person says so");
    }

    #[test]
    fn what_a_person_let_post_although_it_is_cut_gives_way_to_the_whole() {
        let cut = Remittance { is_whole: false, adjudications: Vec::new(), ..payment("T1", "1", 4000) };
        let check = |whole: &Remittance| {
            let (posted, held) = choose([&cut, whole], |released| *released == cut);
            assert_eq!((posted, held), (vec![whole], vec![(&cut, Hold::GaveWay(&whole.key))]));
        };
        check(&payment("T1", "1", 4000));
        check(&payment("T1", "2", 4000));
        // A longer part of it, too.
        let longer = Remittance { is_whole: false, ..payment("T1", "1", 4000) };
        assert_eq!(choose([&cut, &longer], |_| true), (vec![&longer], vec![(&cut, Hold::GaveWay(&longer.key))]));
    }

    #[test]
    fn of_contents_under_one_key_a_person_judges_each() {
        let all = [payment("T1", "1", 4000), payment("T1", "1", 5000), payment("T1", "1", 6000)];
        let (posted, held) = choose(&all, |released| *released == all[1]);
        assert_eq!((posted, held), (vec![&all[0], &all[1]], vec![(&all[2], Hold::ControlReused(&all[0].key))]));
    }

    #[test]
    fn a_person_may_say_that_it_is_money_of_its_own() {
        let all = [payment("T1", "1", 4000), payment("T1", "2", 4000)];
        let (posted, held) = choose(&all, |released| released.key.interchange == "2");
        assert_eq!((posted.len(), held.len()), (2, 0));
    }
}
