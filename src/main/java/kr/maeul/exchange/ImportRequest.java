package kr.maeul.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kr.maeul.geo.Crs;
import kr.maeul.layer.Layer;
import kr.maeul.store.LoadMode;

/**
 * What to import and how.
 *
 * @param layer where to
 * @param file what
 * @param mode what happens to features that are there
 * @param idFrom columns that a feature's id is made of; {@code #} counts rows that are otherwise
 *     alike. Empty to take the id that the file has, if any
 * @param headers column → property, where the names do not say it; an empty property ignores the
 *     column
 * @param fixed property → text of a value that every feature gets
 * @param longitude columns of the longitude or easting (degrees, minutes, seconds may be three);
 *     empty to go by the names
 * @param latitude columns of the latitude or northing
 * @param crs what the coordinates are
 * @param crsGiven whether somebody said so, which overrules a file's own {@code crs}
 * @param dryRun do everything but keep it
 * @param skipBad keep the good rows although there are bad ones
 * @param badRows file for the bad rows, or null
 */
public record ImportRequest(
    Layer layer,
    DataFile file,
    LoadMode mode,
    List<String> idFrom,
    Map<String, String> headers,
    Map<String, String> fixed,
    List<String> longitude,
    List<String> latitude,
    Crs crs,
    boolean crsGiven,
    boolean dryRun,
    boolean skipBad,
    Path badRows) {

  public ImportRequest {
    idFrom = List.copyOf(idFrom);
    headers = Map.copyOf(headers);
    fixed = Map.copyOf(fixed);
    longitude = List.copyOf(longitude);
    latitude = List.copyOf(latitude);
  }

  /** A plain import: names decide, longitude and latitude, all or nothing. */
  public static ImportRequest of(Layer layer, DataFile file, LoadMode mode) {
    return new ImportRequest(
        layer, file, mode, List.of(), Map.of(), Map.of(), List.of(), List.of(), Crs.CRS84, false,
        false, false, null);
  }
}
