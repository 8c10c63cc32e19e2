package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import kr.maeul.geo.near.GeodesicDistance;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;

@Tag("postgis")
class PostGisPlaceTest extends PlaceContract {
  @Test
  void theEmbeddedDatabaseMeasuresAsPostGisDoes() throws SQLException, ParseException {
    Seed seed = Seed.of("distances");
    Random random = seed.random();
    try (Connection c = database.connect();
        PreparedStatement s =
            c.prepareStatement(
                "SELECT ST_Distance(ST_GeomFromText(?, 4326)::geography, ST_GeomFromText(?, 4326)::geography)")) {
      for (int i = 0; i < 500; i++) {
        Geometry a = shape(random);
        Geometry b = shape(random);
        s.setString(1, a.toText());
        s.setString(2, b.toText());
        try (ResultSet r = s.executeQuery()) {
          r.next();
          double expected = r.getDouble(1);
          assertThat(GeodesicDistance.between(a, b))
              .as("seed %s: %s to %s", seed, a, b)
              .isCloseTo(expected, within(0.001 * expected + 0.01));
        }
      }
    }
  }
}
