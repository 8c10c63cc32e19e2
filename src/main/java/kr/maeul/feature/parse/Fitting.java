package kr.maeul.feature.parse;

import java.util.Collection;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.GeoJsonGeometry.InvalidGeometryException;
import kr.maeul.geo.Mending;
import kr.maeul.geo.Mending.Deed;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.layer.text.Text;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;

/** Makes geometries such as a layer stores: sound, and of its type. Stateless. */
final class Fitting {
  private Fitting() {}

  /**
   * The geometry as a layer of that type stores it.
   *
   * @param deeds takes what was done to it
   * @throws InvalidGeometryException if it is of another type, or has no area or length
   */
  static Geometry fit(Geometry given, GeometryType type, Collection<Deed> deeds)
      throws InvalidGeometryException {
    Geometry member = given;
    if (!type.accepts(given.getGeometryType())) {
      member = onlyMember(given, type);
      deeds.add(Deed.TAKEN_OUT_OF_MULTI);
    }
    Geometry sound = Mending.mended(member, deeds);
    if (!type.accepts(sound.getGeometryType())) {
      sound = onlyMember(sound, type); // an area may fall apart where it crossed itself
    }
    return type.name().startsWith("MULTI") ? GeoJsonGeometry.toMulti(sound) : sound;
  }

  private static Geometry onlyMember(Geometry g, GeometryType type)
      throws InvalidGeometryException {
    int members = g.getNumGeometries();
    if (g instanceof GeometryCollection
        && members == 1
        && type.accepts(g.getGeometryN(0).getGeometryType())) {
      return g.getGeometryN(0);
    }
    if (g.getGeometryType().equals("Multi" + type.geoJson())) {
      throw new InvalidGeometryException(
          "/type",
          new Text(
              "이 레이어는 한 건에 "
                  + type.geoJson()
                  + " 하나만 받습니다. "
                  + g.getGeometryType()
                  + "에 "
                  + members
                  + "개가 들어 있으니 한 건씩 나누어 주세요.",
              "this layer takes one "
                  + type.geoJson()
                  + " a feature; this "
                  + g.getGeometryType()
                  + " holds "
                  + members
                  + ", so split it into features"));
    }
    throw new InvalidGeometryException(
        "/type",
        new Text(
            "이 레이어는 " + type.geoJson() + "만 받습니다. 받은 것: " + g.getGeometryType(),
            "this layer takes " + type.geoJson() + ", not " + g.getGeometryType()));
  }
}
