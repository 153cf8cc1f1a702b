//! Arithmetic of one patient: small matrices of one to three random effects.
//!
//! With `D = Lambda Lambda'` and `A = Z'Z` of one patient, `W = I + Z D Z'` has the determinant `|I + A D|` and the inverse
//! `I - Z S Z'` with `S = D (I + A D)^-1`. The deviance depends on `theta` through `D` alone, and its derivatives in the entries of `D` are
//! polynomials in `H = (I + A D)^-1 A` and `R = (I + A D)^-1 B`, with `B = Z'[X y]`. They are summed here together with the values.

/// The most random effects of one factor.
pub(super) const EFFECTS_MAX: usize = 3;
/// The most entries of the lower triangle of `D`.
pub(super) const ENTRIES_MAX: usize = EFFECTS_MAX * (EFFECTS_MAX + 1) / 2;
/// The most pairs of such entries.
pub(super) const PAIRS_MAX: usize = ENTRIES_MAX * (ENTRIES_MAX + 1) / 2;

/// A matrix of a factor's random effects; only the leading part is used.
pub(super) type Square = [[f64; EFFECTS_MAX]; EFFECTS_MAX];

/// The number of entries in one triangle of a symmetric matrix.
pub(super) const fn triangle(side: usize) -> usize {
    side * (side + 1) / 2
}

/// The place of the pair in the list (0,0), (0,1), (1,1), (0,2), (1,2), (2,2)...
pub(super) const fn place(row: usize, column: usize) -> usize {
    if row < column { column * (column + 1) / 2 + row } else { row * (row + 1) / 2 + column }
}

/// Sums over patients: the logarithm of the determinants and `[X y]' W^-1 [X y]`, each with first and second derivatives in the entries of `D`.
#[derive(Clone)]
pub(super) struct Sums {
    pub(super) log_determinant: f64,
    pub(super) determinant_first: [f64; ENTRIES_MAX],
    pub(super) determinant_second: [f64; PAIRS_MAX],
    /// What is subtracted from the plain cross products, packed by [`place`].
    pub(super) removed: Vec<f64>,
    /// For each entry of `D`, a packed matrix.
    pub(super) product_first: Vec<f64>,
    /// For each pair of entries, a packed matrix.
    pub(super) product_second: Vec<f64>,
}

impl Sums {
    /// Nothing summed yet.
    pub(super) fn new(effects: usize, columns: usize) -> Self {
        let (entries, packed) = (triangle(effects), triangle(columns));
        Self {
            log_determinant: 0.0,
            determinant_first: [0.0; ENTRIES_MAX],
            determinant_second: [0.0; PAIRS_MAX],
            removed: vec![0.0; packed],
            product_first: vec![0.0; entries * packed],
            product_second: vec![0.0; triangle(entries) * packed],
        }
    }

    /// Adds the sums of other patients.
    pub(super) fn add(&mut self, other: &Self) {
        fn all(into: &mut [f64], from: &[f64]) {
            for (into, from) in into.iter_mut().zip(from) {
                *into += from;
            }
        }
        self.log_determinant += other.log_determinant;
        all(&mut self.determinant_first, &other.determinant_first);
        all(&mut self.determinant_second, &other.determinant_second);
        all(&mut self.removed, &other.removed);
        all(&mut self.product_first, &other.product_first);
        all(&mut self.product_second, &other.product_second);
    }
}

/// The inverse and the determinant of `I + A D`. Its eigenvalues are at least one, so that it always exists.
pub(super) fn inverse<const Q: usize>(products: &[f64], covariance: &Square) -> (Square, f64) {
    let mut matrix = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    for row in 0..Q {
        for column in 0..Q {
            let mut sum = if row == column { 1.0 } else { 0.0 };
            for middle in 0..Q {
                sum += products[place(row, middle)] * covariance[middle][column];
            }
            matrix[row][column] = sum;
        }
    }
    let mut result = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    let minor = |rows: [usize; 2], columns: [usize; 2]| {
        matrix[rows[0]][columns[0]] * matrix[rows[1]][columns[1]] - matrix[rows[0]][columns[1]] * matrix[rows[1]][columns[0]]
    };
    let determinant = match Q {
        1 => {
            result[0][0] = 1.0 / matrix[0][0];
            matrix[0][0]
        }
        2 => {
            let determinant = minor([0, 1], [0, 1]);
            let scale = 1.0 / determinant;
            result[0][0] = matrix[1][1] * scale;
            result[0][1] = -matrix[0][1] * scale;
            result[1][0] = -matrix[1][0] * scale;
            result[1][1] = matrix[0][0] * scale;
            determinant
        }
        _ => {
            // Rows and columns taken in turn, so that the signs of the cofactors need no care.
            let others = |place: usize| [(place + 1) % 3, (place + 2) % 3];
            let determinant = (0..3).map(|column| matrix[0][column] * minor(others(0), others(column))).sum::<f64>();
            let scale = 1.0 / determinant;
            for (row, values) in result.iter_mut().enumerate() {
                for (column, value) in values.iter_mut().enumerate() {
                    *value = minor(others(column), others(row)) * scale;
                }
            }
            determinant
        }
    };
    (result, determinant)
}

/// The entries of a symmetric matrix that the pair (row, column) of its lower triangle stands for.
const fn directed(row: usize, column: usize) -> ([(usize, usize); 2], usize) {
    if row == column { ([(row, row), (row, row)], 1) } else { ([(row, column), (column, row)], 2) }
}

/// Room for intermediate results of one patient.
struct Workspace {
    rotated: Vec<f64>,
    outer: Vec<f64>,
}

impl Workspace {
    /// Room for so many columns in `[X y]`.
    fn new(effects: usize, columns: usize) -> Self {
        Self { rotated: vec![0.0; effects * columns], outer: vec![0.0; triangle(effects) * triangle(columns)] }
    }
}

/// Adds patients, given for each packed `A` and row-major `B` behind it.
pub(super) fn accumulate<const Q: usize, const WITH_DERIVATIVES: bool>(
    patients: &[f64],
    covariance: &Square,
    columns: usize,
    sums: &mut Sums,
) {
    // The same function, translated for each of the usual numbers of columns.
    match columns {
        2 => accumulate_of::<Q, 2, WITH_DERIVATIVES>(patients, covariance, columns, sums),
        3 => accumulate_of::<Q, 3, WITH_DERIVATIVES>(patients, covariance, columns, sums),
        _ => accumulate_of::<Q, 0, WITH_DERIVATIVES>(patients, covariance, columns, sums),
    }
}

/// The same with the number of columns known beforehand, unless it is 0.
fn accumulate_of<const Q: usize, const COLUMNS: usize, const WITH_DERIVATIVES: bool>(
    patients: &[f64],
    covariance: &Square,
    columns: usize,
    sums: &mut Sums,
) {
    let columns = if COLUMNS == 0 { columns } else { COLUMNS };
    let mut work = Workspace::new(Q, columns);
    for patient in patients.chunks_exact(triangle(Q) + Q * columns) {
        add::<Q, WITH_DERIVATIVES>(patient, covariance, columns, &mut work, sums);
    }
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "the number of columns has to be known where it is called, a third of the time")]
fn add<const Q: usize, const WITH_DERIVATIVES: bool>(
    patient: &[f64],
    covariance: &Square,
    columns: usize,
    work: &mut Workspace,
    sums: &mut Sums,
) {
    let (products, crossed) = patient.split_at(triangle(Q));
    let (inverse, determinant) = inverse::<Q>(products, covariance);
    sums.log_determinant += determinant.ln();
    rotate::<Q>(crossed, &inverse, columns, &mut work.rotated);
    remove::<Q>(crossed, covariance, columns, &work.rotated, &mut sums.removed);
    if WITH_DERIVATIVES {
        outer_products::<Q>(&work.rotated, columns, &mut work.outer);
        let information = information::<Q>(products, &inverse);
        if Q == 2 {
            derive_two(&information, &work.outer, triangle(columns), sums);
        } else {
            derive::<Q>(&information, &work.outer, triangle(columns), sums);
        }
    }
}

/// Adds what one patient contributes to the derivatives.
#[inline]
fn derive<const Q: usize>(information: &Square, outer: &[f64], packed: usize, sums: &mut Sums) {
    for (into, from) in sums.product_first.iter_mut().zip(outer) {
        *into += from;
    }
    let entries = triangle(Q);
    for second in 0..entries {
        let (column_pair, column_count) = entry_pairs(second);
        let (row, column) = column_pair[0];
        sums.determinant_first[second] += if row == column { information[row][row] } else { 2.0 * information[row][column] };
        for first in 0..=second {
            let (row_pair, row_count) = entry_pairs(first);
            let mut weights = [0.0; ENTRIES_MAX];
            let mut trace = 0.0;
            for &(from, left) in &row_pair[..row_count] {
                for &(right, to) in &column_pair[..column_count] {
                    trace += information[to][from] * information[left][right];
                    weights[place(from, to)] += if from == to { 2.0 * information[left][right] } else { information[left][right] };
                }
            }
            let pair = place(first, second);
            sums.determinant_second[pair] -= trace;
            let target = &mut sums.product_second[pair * packed..(pair + 1) * packed];
            for (entry, weight) in weights[..entries].iter().enumerate().filter(|(_, weight)| **weight != 0.0) {
                for (into, from) in target.iter_mut().zip(&outer[entry * packed..(entry + 1) * packed]) {
                    *into += weight * from;
                }
            }
        }
    }
}

/// The same for two random effects, written out: most models have an intercept and a slope.
#[inline]
fn derive_two(information: &Square, outer: &[f64], packed: usize, sums: &mut Sums) {
    let [own, shared, other] = [information[0][0], information[0][1], information[1][1]];
    let first = [own, 2.0 * shared, other];
    let second =
        [own * own, 2.0 * own * shared, 2.0 * (shared * shared + own * other), shared * shared, 2.0 * shared * other, other * other];
    sums.determinant_first.iter_mut().zip(first).for_each(|(sum, value)| *sum += value);
    sums.determinant_second.iter_mut().zip(second).for_each(|(sum, value)| *sum -= value);
    sums.product_first.iter_mut().zip(outer).for_each(|(sum, value)| *sum += value);
    let (zero, rest) = outer.split_at(packed);
    let (one, two) = rest.split_at(packed);
    let mut rows = sums.product_second.chunks_exact_mut(packed);
    let mut next = || rows.next().expect("a row for each of six pairs of entries");
    let targets = [next(), next(), next(), next(), next(), next()];
    for entry in 0..packed {
        targets[0][entry] += 2.0 * own * zero[entry];
        targets[1][entry] += 2.0 * shared * zero[entry] + own * one[entry];
        targets[2][entry] += 2.0 * (other * zero[entry] + shared * one[entry] + own * two[entry]);
        targets[3][entry] += shared * one[entry];
        targets[4][entry] += other * one[entry] + 2.0 * shared * two[entry];
        targets[5][entry] += 2.0 * other * two[entry];
    }
}

/// The directed entries of the entry with this place.
const fn entry_pairs(entry: usize) -> ([(usize, usize); 2], usize) {
    match entry {
        0 => directed(0, 0),
        1 => directed(0, 1),
        2 => directed(1, 1),
        3 => directed(0, 2),
        4 => directed(1, 2),
        _ => directed(2, 2),
    }
}

/// `H = (I + A D)^-1 A`, symmetric.
fn information<const Q: usize>(products: &[f64], inverse: &Square) -> Square {
    let mut result = [[0.0; EFFECTS_MAX]; EFFECTS_MAX];
    for row in 0..Q {
        for column in 0..=row {
            let mut sum = 0.0;
            for middle in 0..Q {
                sum += inverse[row][middle] * products[place(middle, column)];
            }
            result[row][column] = sum;
            result[column][row] = sum;
        }
    }
    result
}

/// `R = (I + A D)^-1 B`.
#[inline]
pub(super) fn rotate<const Q: usize>(crossed: &[f64], inverse: &Square, columns: usize, rotated: &mut [f64]) {
    for row in 0..Q {
        for column in 0..columns {
            let mut sum = 0.0;
            for middle in 0..Q {
                sum += inverse[row][middle] * crossed[middle * columns + column];
            }
            rotated[row * columns + column] = sum;
        }
    }
}

/// The packed symmetric products of the rows of `R`, one for each entry of `D`.
#[inline]
fn outer_products<const Q: usize>(rotated: &[f64], columns: usize, outer: &mut [f64]) {
    let packed = triangle(columns);
    for to in 0..Q {
        for from in 0..=to {
            let target = &mut outer[place(from, to) * packed..][..packed];
            let (left, right) = (&rotated[from * columns..][..columns], &rotated[to * columns..][..columns]);
            let mut entry = 0;
            for second in 0..columns {
                for first in 0..=second {
                    let product = left[first] * right[second];
                    target[entry] = if from == to { product } else { product + left[second] * right[first] };
                    entry += 1;
                }
            }
        }
    }
}

/// Adds `B' S B = B' D R` to what is removed from the plain cross products.
#[inline]
fn remove<const Q: usize>(crossed: &[f64], covariance: &Square, columns: usize, rotated: &[f64], removed: &mut [f64]) {
    let mut entry = 0;
    for second in 0..columns {
        let mut weighted = [0.0; EFFECTS_MAX];
        for (row, value) in weighted[..Q].iter_mut().enumerate() {
            for middle in 0..Q {
                *value += covariance[row][middle] * rotated[middle * columns + second];
            }
        }
        for first in 0..=second {
            for (row, value) in weighted[..Q].iter().enumerate() {
                removed[entry] += crossed[row * columns + first] * value;
            }
            entry += 1;
        }
    }
}
