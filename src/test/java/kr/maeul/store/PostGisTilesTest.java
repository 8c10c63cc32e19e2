package kr.maeul.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kr.maeul.feature.Feature;
import kr.maeul.store.sql.SqlFeatureStore;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("postgis")
class PostGisTilesTest extends TileContract {
  @TempDir static Path directory;

  @Test
  void bothDatabasesAnswerTheSameTiles() {
    List<Feature> features = randomTrees(new Random(SEED), 2000);
    load(store, trees, features);
    TestDatabase other = TestDatabase.h2gis(directory);
    try (SqlFeatureStore h2 = SqlFeatureStore.open(other.settings(), other.directory(), CATALOG)) {
      load(h2, trees, features);
      for (int zoom = 0; zoom <= 5; zoom++) {
        for (TileAddress tile : within(new TileLimits(zoom, 0, 1 << zoom, 0, 1 << zoom))) {
          assertThat(sorted(h2, tile)).as(tile.toString()).isEqualTo(sorted(store, tile));
        }
      }
      for (Feature f : features.subList(0, 100)) {
        if (f.geometry() != null) {
          var c = f.geometry().getCoordinate();
          for (int zoom = 10; zoom <= 18; zoom += 2) {
            TileAddress tile = tileOf(c.x, c.y, zoom);
            assertThat(sorted(h2, tile)).as(tile.toString()).isEqualTo(sorted(store, tile));
          }
        }
      }
    }
  }

  private List<String> sorted(SqlFeatureStore from, TileAddress tile) {
    return decoded(from, publicTrees, tile).stream().map(Object::toString).sorted().toList();
  }

  @Test
  void aRowWrittenInSqlIsSeenByTheNextTile() throws SQLException {
    TileAddress world = new TileAddress(0, 0, 0);
    load(store, trees, List.of(tree("a", 10, 10, Map.of("status", "published"))));
    assertThat(decoded(store, publicTrees, world)).hasSize(1);
    try (Connection c = database.connect();
        Statement s = c.createStatement()) {
      s.execute(
          "INSERT INTO trees (id, location, status)"
              + " VALUES ('b', ST_SetSRID(ST_MakePoint(-10, -10), 4326), 'published')");
      assertThat(decoded(store, publicTrees, world)).hasSize(2);
      s.execute("UPDATE trees SET status = 'draft' WHERE id = 'a'");
      assertThat(decoded(store, publicTrees, world))
          .extracting(d -> d.properties().get("id"))
          .containsExactly("b");
      s.execute("DELETE FROM trees");
      assertThat(decoded(store, publicTrees, world)).isEmpty();
    }
  }
}
