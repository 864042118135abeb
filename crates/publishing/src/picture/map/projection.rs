//! Equal Earth: Šavrič, Patterson and Jenny, "The Equal Earth map projection", International Journal of Geographical Information Science 33
//! (2019), equations 3 to 5. Areas are true: a country looks as large as it is.

use super::borders::Degrees;

const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Half the square root of three.
const M: f64 = 0.866_025_403_784_438_6;

/// Where a point lies on the map whose middle is this meridian: to the right and up from the middle, in radii of the earth.
pub(super) fn project([longitude, latitude]: Degrees, middle: f64) -> [f64; 2] {
    let theta = libm::asin(M * libm::sin(latitude.to_radians()));
    let second = theta * theta;
    let sixth = second * second * second;
    let steepness = A[0] + 3.0 * A[1] * second + sixth * (7.0 * A[2] + 9.0 * A[3] * second);
    let right = (longitude - middle).to_radians() * libm::cos(theta) / (M * steepness);
    let up = theta * (A[0] + A[1] * second + sixth * (A[2] + A[3] * second));
    [right, up]
}

#[cfg(test)]
mod tests {
    use super::project;

    #[test]
    fn the_published_extent_is_kept() {
        // The whole map is 2.05458 times as wide as high (section 2 of the paper).
        let right = project([180.0, 0.0], 0.0)[0];
        let up = project([0.0, 90.0], 0.0)[1];
        assert!((right / up - 2.054_58).abs() < 1e-4, "{}", right / up);
        // The poles are 0.59247 times as long as the equator.
        let pole = project([180.0, 90.0], 0.0)[0];
        assert!((pole / right - 0.592_47).abs() < 1e-3, "{}", pole / right);
    }

    #[test]
    fn areas_are_true() {
        // A cell of the graticule has the area that it has on the sphere, wherever it lies.
        for latitude in [0.0, 30.0, 60.0, 80.0] {
            let corner = |x: f64, y: f64| project([x, latitude + y], 0.0);
            let ([left, low], [right, high]) = (corner(40.0, -0.05), corner(40.1, 0.05));
            let top_left = corner(40.0, 0.05);
            let mapped = (right - top_left[0]) * (high - low);
            let low_width = corner(40.1, -0.05)[0] - left;
            let mapped = f64::midpoint(mapped, low_width * (high - low));
            let on_sphere = 0.1_f64.to_radians()
                * ((latitude + 0.05_f64).to_radians().sin() - (latitude - 0.05_f64).to_radians().sin());
            assert!(
                (mapped / on_sphere - 1.0).abs() < 1e-3,
                "{latitude}: {}",
                mapped / on_sphere
            );
        }
    }

    #[test]
    fn the_middle_is_where_it_is_asked() {
        assert!(project([25.0, 0.0], 25.0).iter().all(|part| part.abs() < 1e-12));
    }
}
