package kr.maeul.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.feature.Feature;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.store.edit.Author;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.sql.SqlFeatureEdits;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * A process in which several writers at once write features until it is killed, and say each write
 * once it is acknowledged: {@code w writer number.}. A write moves {@link #FEATURES} that must
 * always be of the same number, and adds or takes away one more. The process opens the database
 * when it is told to on its standard input, so that several can be started ahead. With the system
 * property {@code rehearsal} it ends of itself after {@link #REHEARSED} writes of each.
 */
final class LeanWriter {
  static final int REHEARSED = 3;

  /** Of each writer, the layer; two meet in one. */
  static final List<String> LAYERS = List.of("wells", "lanes", "notes", "lanes");

  static final int FEATURES = 3;
  private static final Author BY = new Author(null, "시험", null);

  private final Database database;
  private final FeatureEdits edits;
  private final View view;
  private final int writer;
  private long number;

  private LeanWriter(Database database, LayerCatalog layers, int writer) {
    this.database = database;
    this.edits = new SqlFeatureEdits(database, layers, Clock.systemUTC());
    this.view = view(layers, writer);
    this.writer = writer;
    this.number = database.inTransaction(tx -> numberOf(tx, edits, view, id(writer, 0))) + 1;
  }

  static View view(LayerCatalog layers, int writer) {
    return layers.layer(LAYERS.get(writer)).orElseThrow().viewFor(Audience.PLANNER);
  }

  static String id(int writer, int feature) {
    return "w" + writer + "-" + feature;
  }

  /** One that is there while the number is even. */
  static String more(int writer) {
    return "w" + writer + "-more";
  }

  /** Of a feature after a write, too long to be kept beside other texts. */
  static String name(long number) {
    return "쓰기 " + number + " " + "긴 글 ".repeat(100);
  }

  /** Which write a feature is of, or -1 where there is none yet. */
  static long numberOf(Transaction tx, FeatureEdits edits, View view, String id) {
    return edits
        .read(tx, view, id)
        .map(v -> Long.parseLong(v.feature().properties().get("name").toString().split(" ")[1]))
        .orElse(-1L);
  }

  /** Where a feature is after a write: points, lines and areas of all sizes. */
  static Geometry place(int writer, int feature, long number) {
    double x = 127 + number % 997 * 0.0007 + feature * 0.1;
    double y = 35 + writer * 0.2 + number % 13 * 0.01;
    double size = Math.pow(10, -4 + number % 4);
    return switch (writer) {
      case 1 ->
          GeoJsonGeometry.FACTORY.createLineString(
              new Coordinate[] {new Coordinate(x, y), new Coordinate(x + size, y + size / 2)});
      case 3 -> GeoJsonGeometry.FACTORY.toGeometry(new Envelope(x, x + size, y, y + size));
      default -> GeoJsonGeometry.FACTORY.createPoint(new Coordinate(x, y));
    };
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LayerCatalog layers = new LayerFiles().read(Path.of(args[0])).catalog();
    Settings.Database settings =
        args.length > 2
            ? new Settings.Database(args[2], args[3], args[4], LAYERS.size())
            : new Settings.Database(null, null, null, LAYERS.size());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("warm");
    in.readLine();
    Database database = Database.open(settings, Path.of(args[1]));
    List<Thread> threads = new ArrayList<>();
    StringBuilder open = new StringBuilder("open");
    for (int i = 0; i < LAYERS.size(); i++) {
      LeanWriter writer = new LeanWriter(database, layers, i);
      open.append(' ').append(writer.number);
      threads.add(new Thread(writer::run));
    }
    System.out.println(open + ".");
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    database.close();
  }

  private void run() {
    boolean isRehearsal = Boolean.getBoolean("rehearsal");
    while (!isRehearsal || number < REHEARSED) {
      long n = number++;
      write(n);
      System.out.println("w " + writer + " " + n + ".");
    }
  }

  private void write(long n) {
    database.inTransaction(
        tx -> {
          for (int i = 0; i < FEATURES; i++) {
            put(tx, id(writer, i), place(writer, i, n), n);
          }
          if (n % 2 == 0) {
            put(tx, more(writer), place(writer, FEATURES, n), n);
          } else {
            edits.remove(tx, view, more(writer), null, BY);
          }
          return null;
        });
  }

  private void put(Transaction tx, String id, Geometry place, long n) {
    Feature feature = new Feature(id, place, Map.of("name", name(n)));
    if (edits.read(tx, view, id).isPresent()) {
      edits.replace(tx, view, id, feature, null, BY);
    } else {
      edits.create(tx, view, feature, BY);
    }
  }
}
