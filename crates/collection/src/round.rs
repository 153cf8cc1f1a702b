//! A round: one device goes from hand to hand in a group. Whose turn it is, decided purely.
//!
//! Everybody is called in their order. Who is not there, stops part way or lets the device rest is called once more behind the others; who does not
//! finish then either is passed over for good, so that every round ends.

/// How often somebody is called before they are passed over for good.
pub const TURNS_MAX: i64 = 2;

/// How a seat stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeatState {
    /// To be called.
    Waiting,
    /// Its person holds the device.
    Open,
    /// Everything was sent off.
    Done,
    /// Passed over: what came in stays, the rest is still due.
    Over,
    /// The number did not fit too often.
    Locked,
}

impl SeatState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Open, Self::Done, Self::Over, Self::Locked];

    /// The stored name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Done => "done",
            Self::Over => "over",
            Self::Locked => "locked",
        }
    }
}

/// A text that is no state of a seat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a known state of a seat")]
pub struct UnknownSeatState;

impl std::str::FromStr for SeatState {
    type Err = UnknownSeatState;
    fn from_str(text: &str) -> Result<Self, UnknownSeatState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownSeatState)
    }
}

/// One place of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Its number, from 1.
    pub ordinal: i64,
    /// How it stands.
    pub state: SeatState,
    /// How often its person was called and did not finish.
    pub turns: i64,
}

impl Seat {
    /// A seat at the beginning of a round.
    pub const fn new(ordinal: i64) -> Self {
        Self { ordinal, state: SeatState::Waiting, turns: 0 }
    }

    /// The seat once its person has the device.
    #[must_use]
    pub const fn opened(self) -> Self {
        Self { state: SeatState::Open, ..self }
    }

    /// The seat once everything was sent off.
    #[must_use]
    pub const fn done(self) -> Self {
        Self { state: SeatState::Done, ..self }
    }

    /// The seat of somebody who was not there, stopped, or let the device rest.
    #[must_use]
    pub const fn passed(self) -> Self {
        let turns = self.turns + 1;
        Self { state: if turns >= TURNS_MAX { SeatState::Over } else { SeatState::Waiting }, turns, ..self }
    }

    /// The seat of somebody whose number did not fit too often.
    #[must_use]
    pub const fn locked(self) -> Self {
        Self { state: SeatState::Locked, ..self }
    }

    /// The seat that staff opens again: after a new number, or for somebody who was passed over.
    #[must_use]
    pub const fn called_again(self) -> Self {
        match self.state {
            SeatState::Over | SeatState::Locked => Self { state: SeatState::Waiting, turns: 0, ..self },
            _ => self,
        }
    }
}

/// The seat whose turn it is: the one that is open; else, of those that wait, who was called least often, in their order. `None` at the end.
pub fn present(seats: &[Seat]) -> Option<Seat> {
    let open = seats.iter().find(|seat| seat.state == SeatState::Open);
    let waiting = || seats.iter().filter(|seat| seat.state == SeatState::Waiting).min_by_key(|seat| (seat.turns, seat.ordinal));
    open.or_else(waiting).copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seats(count: i64) -> Vec<Seat> {
        (1..=count).map(Seat::new).collect()
    }

    fn put(seats: &mut [Seat], seat: Seat) {
        *seats.iter_mut().find(|each| each.ordinal == seat.ordinal).unwrap() = seat;
    }

    #[test]
    fn who_is_not_there_is_called_once_more_behind_the_others() {
        let mut round = seats(3);
        let mut called = Vec::new();
        for step in 0.. {
            let Some(seat) = present(&round) else { break };
            called.push(seat.ordinal);
            // The second never finishes.
            put(&mut round, if seat.ordinal == 2 { seat.opened().passed() } else { seat.opened().done() });
            assert!(step < 10);
        }
        assert_eq!(called, [1, 2, 3, 2]);
        assert_eq!(round[1].state, SeatState::Over);
        let again = round[1].called_again();
        put(&mut round, again);
        assert_eq!(present(&round).unwrap().ordinal, 2, "staff call them again");
    }

    #[test]
    fn who_holds_the_device_stays_at_their_turn() {
        let mut round = seats(2);
        put(&mut round, Seat::new(2).opened());
        assert_eq!(present(&round).unwrap().ordinal, 2);
        put(&mut round, Seat::new(2).locked());
        assert_eq!(present(&round).unwrap().ordinal, 1);
    }

    #[test]
    fn states_are_read_back() {
        for state in SeatState::ALL {
            assert_eq!(state.code().parse(), Ok(state));
        }
        assert_eq!("sitting".parse::<SeatState>(), Err(UnknownSeatState));
    }

    proptest! {
        #[test]
        fn every_round_ends(count in 0_i64..12, ends in prop::collection::vec(0_u8..3, 24)) {
            let mut round = seats(count);
            let mut calls = 0;
            while let Some(seat) = present(&round) {
                let after = match ends[calls % ends.len()] {
                    0 => seat.opened().done(),
                    1 => seat.passed(),
                    _ => seat.opened().passed(),
                };
                put(&mut round, after);
                calls += 1;
                prop_assert!(calls <= usize::try_from(count * TURNS_MAX).unwrap());
            }
            prop_assert!(round.iter().all(|seat| matches!(seat.state, SeatState::Done | SeatState::Over)));
        }
    }
}
