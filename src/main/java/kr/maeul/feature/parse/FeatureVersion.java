package kr.maeul.feature.parse;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import kr.maeul.feature.Feature;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Property;

/**
 * Says which content a feature has: two versions are equal where id, geometry and all values of the
 * properties looked at are. What is not looked at does not show in it. Comes from the content
 * alone, so it holds regardless of who changed the feature, and how. Stateless.
 */
public final class FeatureVersion {
  private static final int HEX_DIGITS = 32;

  private FeatureVersion() {}

  /** The version of what these properties show of the feature: 32 hexadecimal digits. */
  public static String of(Feature feature, List<Property> shown) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      text(out, feature.id());
      if (feature.geometry() == null) {
        out.writeInt(-1);
      } else {
        byte[] wkb = Wkb.write(feature.geometry());
        out.writeInt(wkb.length);
        out.write(wkb);
      }
      // By name: who reads and who writes may come to the same properties in another order.
      for (Property p : shown.stream().sorted(Comparator.comparing(Property::name)).toList()) {
        Object value = feature.properties().get(p.name());
        if (value != null) {
          text(out, p.name());
          text(out, FeatureText.toJson(value).toString());
        }
      }
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
      return HexFormat.of().formatHex(hash).substring(0, HEX_DIGITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
