package kr.maeul.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import kr.maeul.config.Settings;
import kr.maeul.feature.Feature;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.LayerFiles;
import kr.maeul.layer.View;
import kr.maeul.store.Author;
import kr.maeul.store.FeatureEdits;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.SqlFeatureEdits;

/**
 * A process that writes features until it is killed and says each write once it is acknowledged:
 * {@code w number.}. Each write is of two features that must always be alike. It opens the database
 * when it is told to on its standard input, so that several can be started ahead. With the system
 * property {@code rehearsal} it ends of itself after {@link #REHEARSED} writes.
 */
final class LeanWriter {
  static final int REHEARSED = 3;

  private LeanWriter() {}

  public static void main(String[] args) throws IOException {
    LayerCatalog layers = new LayerFiles().read(Path.of(args[0])).catalog();
    View view = layers.layer("wells").orElseThrow().viewFor(Audience.PLANNER);
    Settings.Database settings =
        args.length > 2
            ? new Settings.Database(args[2], args[3], args[4], 4)
            : new Settings.Database(null, null, null, 4);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("warm");
    in.readLine();
    Database database = Database.open(settings, Path.of(args[1]));
    FeatureEdits edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
    long number = next(database, edits, view);
    System.out.println("open " + number + ".");
    boolean isRehearsal = Boolean.getBoolean("rehearsal");
    while (!isRehearsal || number < REHEARSED) {
      long n = number++;
      database.inTransaction(
          tx -> {
            for (String id : List.of("left", "right")) {
              Feature feature = new Feature(id, null, Map.of("families", n, "name", "쓰기 " + n));
              Author author = new Author(null, "시험", null);
              if (edits.read(tx, view, id).isPresent()) {
                edits.replace(tx, view, id, feature, null, author);
              } else {
                edits.create(tx, view, feature, author);
              }
            }
            return null;
          });
      System.out.println("w " + n + ".");
    }
    database.close();
  }

  private static long next(Database database, FeatureEdits edits, View view) {
    return database
        .inTransaction(tx -> edits.read(tx, view, "left"))
        .map(v -> (Long) v.feature().properties().get("families") + 1)
        .orElse(0L);
  }
}
