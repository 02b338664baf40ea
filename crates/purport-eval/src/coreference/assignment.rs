//! The Hungarian method (Kuhn 1955, Munkres 1957): rows and columns matched one to one with the greatest sum.

/// The greatest sum of one value a row, no column twice. Rows or columns may be left over.
pub(super) fn greatest(values: &[Vec<f64>]) -> f64 {
    let (rows, columns) = (values.len(), values.first().map_or(0, Vec::len));
    if rows > columns {
        let turned: Vec<Vec<f64>> = (0..columns).map(|c| values.iter().map(|row| row[c]).collect()).collect();
        return greatest(&turned);
    }
    // Potentials of rows and columns, and the row that each column has; place 0 is a column of nobody.
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut matched = vec![0; columns + 1];
    for row in 1..=rows {
        matched[0] = row;
        let mut column = 0;
        let mut least = vec![f64::INFINITY; columns + 1];
        let mut from = vec![0; columns + 1];
        let mut done = vec![false; columns + 1];
        while matched[column] != 0 {
            done[column] = true;
            let at = matched[column];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for other in 1..=columns {
                if done[other] {
                    continue;
                }
                let cost = -values[at - 1][other - 1] - of_row[at] - of_column[other];
                if cost < least[other] {
                    (least[other], from[other]) = (cost, column);
                }
                if least[other] < step {
                    (step, next) = (least[other], other);
                }
            }
            for other in 0..=columns {
                if done[other] {
                    of_row[matched[other]] += step;
                    of_column[other] -= step;
                } else {
                    least[other] -= step;
                }
            }
            column = next;
        }
        while column != 0 {
            let before = from[column];
            matched[column] = matched[before];
            column = before;
        }
    }
    (1..=columns).filter(|&c| matched[c] != 0).map(|c| values[matched[c] - 1][c - 1]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_sum_is_not_the_greedy_one() {
        assert_eq!(greatest(&[vec![5.0, 4.0], vec![4.0, 0.0]]), 8.0);
        assert_eq!(greatest(&[vec![1.0, 2.0, 3.0], vec![3.0, 3.0, 5.0]]), 7.0);
        assert_eq!(greatest(&[vec![1.0], vec![3.0], vec![2.0]]), 3.0);
        assert_eq!(greatest(&[]), 0.0);
    }
}
