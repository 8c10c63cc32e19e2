package kr.maeul.tile;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Writes a tile of one layer as Mapbox Vector Tile 2.1. A feature's id, which need not be a number,
 * is its property {@code id}; lists are JSON text, dates ISO text. For one tile and one thread.
 */
public final class MvtWriter {
  private static final int POINT = 1;
  private static final int LINE = 2;
  private static final int AREA = 3;
  private static final int MOVE_TO = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE_PATH = 7;

  private static final int USUAL_VALUES = 2048;

  private final Map<String, Key> keys = new HashMap<>();
  private final Map<Object, Integer> values = new HashMap<>(USUAL_VALUES);
  private final ProtobufWriter layer = new ProtobufWriter();

  /** What stands behind the features: all keys, all values. */
  private final ProtobufWriter keyTable = new ProtobufWriter();

  private final ProtobufWriter valueTable = new ProtobufWriter();
  private final ProtobufWriter feature = new ProtobufWriter();
  private final ProtobufWriter part = new ProtobufWriter();
  private final ProtobufWriter one = new ProtobufWriter();
  private int x;
  private int y;

  private MvtWriter() {}

  /**
   * The tile.
   *
   * @param name of the layer in the tile
   * @return no bytes where there are no features, which is a tile as well
   */
  public static byte[] write(String name, List<TileFeature> features) {
    return features.isEmpty() ? new byte[0] : new MvtWriter().tile(name, features);
  }

  private byte[] tile(String name, List<TileFeature> features) {
    layer.number(15, 2);
    layer.text(1, name);
    features.forEach(this::feature);
    layer.append(keyTable);
    layer.append(valueTable);
    layer.number(5, TileFeature.EXTENT);
    ProtobufWriter tile = new ProtobufWriter();
    tile.message(3, layer);
    return tile.toBytes();
  }

  private void feature(TileFeature f) {
    feature.clear();
    part.clear();
    if (f.id() != null) {
      tag("id", f.id());
    }
    f.properties()
        .forEach(
            (key, value) -> {
              if (f.id() == null || !key.equals("id")) {
                tag(key, value);
              }
            });
    feature.message(2, part);
    int dimension = f.geometry().getDimension();
    feature.number(3, dimension == 0 ? POINT : dimension == 1 ? LINE : AREA);
    part.clear();
    x = 0;
    y = 0;
    geometry(f.geometry(), dimension);
    feature.message(4, part);
    layer.message(2, feature);
  }

  private void tag(String key, Object value) {
    Key known = keys.get(key);
    if (known == null) {
      known = new Key(keys.size());
      keys.put(key, known);
      keyTable.text(3, key);
    }
    part.varint(known.number);
    part.varint(known.valueNumber(value));
  }

  /** A key, and the values that it had last: most come again and again, as grades and years do. */
  private final class Key {
    private static final int LAST = 4;

    private final int number;
    private final Object[] last = new Object[LAST];
    private final int[] lastNumbers = new int[LAST];
    private int oldest;

    Key(int number) {
      this.number = number;
    }

    int valueNumber(Object value) {
      for (int i = 0; i < LAST; i++) {
        if (value.equals(last[i])) {
          return lastNumbers[i];
        }
      }
      Object plain = plain(value);
      Integer known = values.get(plain);
      if (known == null) {
        known = values.size();
        values.put(plain, known);
        MvtWriter.this.value(plain);
      }
      last[oldest] = value;
      lastNumbers[oldest] = known;
      oldest = (oldest + 1) % LAST;
      return known;
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof OffsetDateTime t) {
      return t.toInstant().toString();
    }
    return value instanceof List<?> list ? jsonText(list) : value.toString();
  }

  private static String jsonText(List<?> list) {
    StringBuilder out = new StringBuilder("[");
    for (Object member : list) {
      out.append(out.length() > 1 ? ",\"" : "\"");
      for (char c : member.toString().toCharArray()) {
        if (c == '"' || c == '\\') {
          out.append('\\').append(c);
        } else if (c < ' ') {
          out.append(String.format("\\u%04x", (int) c));
        } else {
          out.append(c);
        }
      }
      out.append('"');
    }
    return out.append(']').toString();
  }

  private void value(Object value) {
    one.clear();
    if (value instanceof Boolean b) {
      one.number(7, b ? 1 : 0);
    } else if (value instanceof Double d) {
      one.fixed(3, d);
    } else if (value instanceof Number n) {
      long v = n.longValue();
      one.number(6, v << 1 ^ v >> 63);
    } else {
      one.text(1, value.toString());
    }
    valueTable.message(4, one);
  }

  private void geometry(Geometry g, int dimension) {
    if (dimension == 0) {
      command(MOVE_TO, g.getNumGeometries());
      for (int i = 0; i < g.getNumGeometries(); i++) {
        Point p = (Point) g.getGeometryN(i);
        step((int) Math.floor(p.getX()), (int) Math.floor(p.getY()));
      }
      return;
    }
    for (int i = 0; i < g.getNumGeometries(); i++) {
      if (g.getGeometryN(i) instanceof Polygon p) {
        ring(p.getExteriorRing(), true);
        for (int r = 0; r < p.getNumInteriorRing(); r++) {
          ring(p.getInteriorRingN(r), false);
        }
      } else {
        line(((LineString) g.getGeometryN(i)).getCoordinateSequence());
      }
    }
  }

  private void line(CoordinateSequence c) {
    command(MOVE_TO, 1);
    step((int) c.getX(0), (int) c.getY(0));
    command(LINE_TO, c.size() - 1);
    for (int i = 1; i < c.size(); i++) {
      step((int) c.getX(i), (int) c.getY(i));
    }
  }

  /** An outer ring runs clockwise as it is seen, that is counter-clockwise where y is upward. */
  private void ring(LinearRing ring, boolean outer) {
    Coordinate[] c = ring.getCoordinates();
    boolean forward = Orientation.isCCW(c) == outer;
    int n = c.length - 1; // the last one is the first one again
    command(MOVE_TO, 1);
    for (int i = 0; i < n; i++) {
      Coordinate at = c[forward ? i : n - i];
      step((int) at.x, (int) at.y);
      if (i == 0) {
        command(LINE_TO, n - 1);
      }
    }
    command(CLOSE_PATH, 1);
  }

  private void command(int id, int count) {
    part.varint((long) count << 3 | id);
  }

  private void step(int toX, int toY) {
    int dx = toX - x;
    int dy = toY - y;
    part.varint((dx << 1 ^ dx >> 31) & 0xFFFFFFFFL);
    part.varint((dy << 1 ^ dy >> 31) & 0xFFFFFFFFL);
    x = toX;
    y = toY;
  }

  /** As much of protocol buffers as a tile needs. */
  private static final class ProtobufWriter {
    private byte[] bytes = new byte[512];
    private int size;

    void clear() {
      size = 0;
    }

    byte[] toBytes() {
      return java.util.Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
      if (size + more > bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
      }
    }

    void append(ProtobufWriter other) {
      room(other.size);
      System.arraycopy(other.bytes, 0, bytes, size, other.size);
      size += other.size;
    }

    void varint(long value) {
      room(10);
      if (value >= 0 && value < 0x80) { // as nearly all are
        bytes[size++] = (byte) value;
        return;
      }
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes[size++] = (byte) (rest & 0x7F | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    void number(int field, long value) {
      varint((long) field << 3);
      varint(value);
    }

    void fixed(int field, double value) {
      varint((long) field << 3 | 1);
      room(8);
      long bits = Double.doubleToLongBits(value);
      for (int i = 0; i < 8; i++) {
        bytes[size++] = (byte) (bits >>> 8 * i);
      }
    }

    void text(int field, String text) {
      block(field, text.getBytes(StandardCharsets.UTF_8), -1);
    }

    void message(int field, ProtobufWriter message) {
      block(field, message.bytes, message.size);
    }

    private void block(int field, byte[] content, int length) {
      int n = length < 0 ? content.length : length;
      varint((long) field << 3 | 2);
      varint(n);
      room(n);
      System.arraycopy(content, 0, bytes, size, n);
      size += n;
    }
  }
}
