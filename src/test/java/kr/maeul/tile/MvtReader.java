package kr.maeul.tile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a vector tile as the specification has it, independently of what writes it. */
public final class MvtReader {
  private final ByteBuffer in;

  private MvtReader(ByteBuffer in) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @param type 1 points, 2 lines, 3 areas
   * @param parts the points, the lines, or the rings without their last point
   */
  public record Drawn(int type, List<List<int[]>> parts, Map<String, Object> properties) {
    /** The only point. */
    public int[] at() {
      return parts.get(0).get(0);
    }

    /** In one line, for comparing. */
    @Override
    public String toString() {
      StringBuilder out = new StringBuilder().append(type);
      for (List<int[]> part : parts) {
        out.append(" (");
        part.forEach(p -> out.append(p[0]).append(' ').append(p[1]).append(','));
        out.append(')');
      }
      return out.append(' ').append(new java.util.TreeMap<>(properties)).toString();
    }
  }

  /**
   * @param extent units to the width
   */
  public record Layer(String name, int version, int extent, List<Drawn> features) {}

  public static List<Layer> read(byte[] tile) {
    List<Layer> layers = new ArrayList<>();
    MvtReader reader = new MvtReader(ByteBuffer.wrap(tile));
    while (reader.in.hasRemaining()) {
      long key = reader.varint();
      if (key != (3 << 3 | 2)) {
        throw new AssertionError("not a layer: " + key);
      }
      layers.add(reader.block().layer());
    }
    return layers;
  }

  private Layer layer() {
    String name = null;
    int version = 1;
    int extent = 4096;
    List<MvtReader> features = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    while (in.hasRemaining()) {
      int field = (int) varint() >>> 3;
      switch (field) {
        case 1 -> name = text();
        case 2 -> features.add(block());
        case 3 -> keys.add(text());
        case 4 -> values.add(block().value());
        case 5 -> extent = (int) varint();
        case 15 -> version = (int) varint();
        default -> throw new AssertionError("field " + field);
      }
    }
    return new Layer(
        name, version, extent, features.stream().map(f -> f.feature(keys, values)).toList());
  }

  private Object value() {
    int key = (int) varint();
    return switch (key >>> 3) {
      case 1 -> text();
      case 3 -> in.getDouble();
      case 4, 5 -> varint();
      case 6 -> zigzag(varint());
      case 7 -> varint() != 0;
      default -> throw new AssertionError("value " + key);
    };
  }

  private Drawn feature(List<String> keys, List<Object> values) {
    Map<String, Object> properties = new LinkedHashMap<>();
    int type = 0;
    List<List<int[]>> parts = List.of();
    while (in.hasRemaining()) {
      int field = (int) varint() >>> 3;
      switch (field) {
        case 2 -> {
          MvtReader tags = block();
          while (tags.in.hasRemaining()) {
            String key = keys.get((int) tags.varint());
            if (properties.put(key, values.get((int) tags.varint())) != null) {
              throw new AssertionError(key + " twice");
            }
          }
        }
        case 3 -> type = (int) varint();
        case 4 -> parts = block().parts();
        default -> throw new AssertionError("field " + field);
      }
    }
    return new Drawn(type, parts, properties);
  }

  private List<List<int[]>> parts() {
    List<List<int[]>> parts = new ArrayList<>();
    int x = 0;
    int y = 0;
    while (in.hasRemaining()) {
      int command = (int) varint();
      if ((command & 7) == 7) {
        continue;
      }
      for (int i = command >>> 3; i > 0; i--) {
        x += (int) zigzag(varint());
        y += (int) zigzag(varint());
        if ((command & 7) == 1) {
          parts.add(new ArrayList<>());
        }
        parts.get(parts.size() - 1).add(new int[] {x, y});
      }
    }
    return parts;
  }

  private static long zigzag(long v) {
    return v >>> 1 ^ -(v & 1);
  }

  private String text() {
    byte[] bytes = new byte[(int) varint()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private MvtReader block() {
    int length = (int) varint();
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    return new MvtReader(part);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
