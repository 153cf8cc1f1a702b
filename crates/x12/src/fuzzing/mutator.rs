//! A seeded mutator: the same seed makes the same inputs, on stable Rust. This crate depends on nothing of ours, so it has one of its own.

/// Makes inputs from seeds by cutting, doubling, swapping and overwriting, with words that the format gives meaning to.
pub(super) struct Mutator {
    state: u64,
    seeds: Vec<Vec<u8>>,
}

const WORDS: &[&[u8]] = &[
    b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260105*0900*^*00501*000000001*0*T*:~",
    b"IEA*1*000000001~",
    b"ST*837*0001*005010X222A1~",
    b"ST*835*0002~",
    b"SE*1*0001~",
    b"HL*1**20*1~",
    b"HL*2*9*22*0~",
    b"CLM*A*100***11:B:1*Y*A*Y*Y~",
    b"CLP*A*1*1*1**12~",
    b"CAS*CO*45*99999999999999999999~",
    b"PLB*1*20261231*WO*-5~",
    b"LX*1~SV1*HC:1*1~",
    b"~~~",
    b"^^^^",
    b"::::",
    b"*-92233720368547758.08",
    b"\x00",
    b"\xff\xfe",
    b"\r\n",
    b"*20260230",
];

impl Mutator {
    pub(super) fn new(seed: u64, seeds: Vec<Vec<u8>>) -> Self {
        Self { state: seed, seeds }
    }

    /// The next number; SplitMix64.
    pub(super) fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// The next input.
    pub(super) fn input(&mut self) -> Vec<u8> {
        let at = self.below(self.seeds.len());
        let mut input = self.seeds[at].clone();
        for _ in 0..=self.below(6) {
            self.change(&mut input);
        }
        input
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.number() >> 33).unwrap_or(0) % limit.max(1)
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let place = self.below(input.len() + 1);
        let end = (place + 1 + self.below(60)).min(input.len());
        let part = input.get(place..end).unwrap_or_default().to_vec();
        match self.below(8) {
            0 => drop(input.drain(place..end.max(place))),
            1 => drop(input.splice(place..place, part)),
            2 => input.truncate(place),
            3 => {
                let byte = [0, 0xFF, b'*', b'~', b':', b'^', b'\n', b'-', b'9', b' ', 0xC3][self.below(11)];
                input.insert(place, byte);
            }
            4 if place < input.len() => input[place] = u8::try_from(self.below(256)).unwrap_or(0),
            5 => {
                let at = self.below(self.seeds.len());
                let from = self.below(self.seeds[at].len() + 1);
                input.truncate(place);
                input.extend_from_slice(&self.seeds[at][from..]);
            }
            6 => {
                let part = part.repeat(1 + self.below(30));
                drop(input.splice(place..place, part));
            }
            _ => {
                let word = WORDS[self.below(WORDS.len())];
                drop(input.splice(place..place, word.iter().copied()));
            }
        }
    }
}
