package kr.maeul.exchange.mapping;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.geo.Crs;
import kr.maeul.layer.Layer;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRequest;

/**
 * What to import and how.
 *
 * @param layer where to
 * @param file what
 * @param mode what happens to features that are there
 * @param idFrom columns that a feature's id is made of; {@code #} counts rows that are otherwise
 *     alike. Empty to take the id that the file has, if any
 * @param idPrefix begins ids that are made, so that files with the same numbers can share a layer;
 *     may be empty
 * @param headers column → property, where the names do not say it; an empty property ignores the
 *     column
 * @param fixed property → text of a value that every feature gets
 * @param longitude columns of the longitude or easting (degrees, minutes, seconds may be three);
 *     empty to go by the names
 * @param latitude columns of the latitude or northing
 * @param crs what the coordinates are
 * @param crsGiven whether somebody said so, which overrules a file's own {@code crs}
 * @param swapped whether the northing or latitude comes first in the coordinates
 * @param placesChecked whether somebody looked at the places and means them as they are
 * @param sheet name or number of the workbook's sheet, or null to take the one that fits best
 * @param withoutTitle whether things without a name are wanted, even where no column is known
 * @param dryRun do everything but keep it
 * @param skipBad keep the good rows although there are invalid ones
 * @param blankBad leave blank what cannot be read, where the layer lets it be blank, and keep the
 *     row
 * @param overwrites properties that {@link LoadMode#MERGE} takes from the file regardless of who
 *     changed them and whatever the layer file keeps
 * @param allowDeleting how many features {@link LoadMode#REPLACE} may take away although they are
 *     more than a tenth of the layer
 * @param allowDeletingInUse how many of them may be such beside which something is kept
 * @param allowShowing how many features may be seen by everyone again for which the end of an
 *     agreement is on record
 * @param author who imports
 * @param badRows file for the invalid rows, or null
 * @param reportFile file for all that was found, by row and column, or null
 */
public record ImportRequest(
    Layer layer,
    DataFile file,
    LoadMode mode,
    List<String> idFrom,
    String idPrefix,
    Map<String, String> headers,
    Map<String, String> fixed,
    List<String> longitude,
    List<String> latitude,
    Crs crs,
    boolean crsGiven,
    boolean swapped,
    boolean placesChecked,
    String sheet,
    boolean withoutTitle,
    boolean dryRun,
    boolean skipBad,
    boolean blankBad,
    Set<String> overwrites,
    long allowDeleting,
    long allowDeletingInUse,
    long allowShowing,
    Author author,
    Path badRows,
    Path reportFile) {

  public ImportRequest {
    idFrom = List.copyOf(idFrom);
    headers = Map.copyOf(headers);
    fixed = Map.copyOf(fixed);
    longitude = List.copyOf(longitude);
    latitude = List.copyOf(latitude);
    overwrites = Set.copyOf(overwrites);
  }

  /**
   * A plain import that goes by the names in the file, in longitude and latitude, all or nothing.
   */
  public static Builder of(Layer layer, DataFile file, LoadMode mode) {
    return new Builder(layer, file, mode);
  }

  /** What differs from a plain import. */
  public static final class Builder {
    private final Layer layer;
    private final DataFile file;
    private final LoadMode mode;
    private List<String> idFrom = List.of();
    private String idPrefix = "";
    private Map<String, String> headers = Map.of();
    private Map<String, String> fixed = Map.of();
    private List<String> longitude = List.of();
    private List<String> latitude = List.of();
    private Crs crs;
    private boolean swapped;
    private boolean placesChecked;
    private String sheet;
    private boolean withoutTitle;
    private boolean dryRun;
    private boolean skipBad;
    private boolean blankBad;
    private Set<String> overwrites = Set.of();
    private long allowDeleting;
    private long allowDeletingInUse;
    private long allowShowing;
    private Author author = LoadRequest.SERVICE;
    private Path badRows;
    private Path reportFile;

    private Builder(Layer layer, DataFile file, LoadMode mode) {
      this.layer = layer;
      this.file = file;
      this.mode = mode;
    }

    public Builder idFrom(List<String> columns) {
      idFrom = columns;
      return this;
    }

    public Builder idPrefix(String text) {
      idPrefix = text;
      return this;
    }

    public Builder headers(Map<String, String> propertyByHeader) {
      headers = propertyByHeader;
      return this;
    }

    public Builder fixed(Map<String, String> textByProperty) {
      fixed = textByProperty;
      return this;
    }

    public Builder place(List<String> longitudeColumns, List<String> latitudeColumns) {
      longitude = longitudeColumns;
      latitude = latitudeColumns;
      return this;
    }

    /** What the coordinates are, or null to take them for longitude and latitude. */
    public Builder crs(Crs given) {
      crs = given;
      return this;
    }

    public Builder swapped(boolean on) {
      swapped = on;
      return this;
    }

    public Builder placesChecked(boolean on) {
      placesChecked = on;
      return this;
    }

    public Builder sheet(String nameOrNumber) {
      sheet = nameOrNumber;
      return this;
    }

    public Builder withoutTitle(boolean on) {
      withoutTitle = on;
      return this;
    }

    public Builder dryRun(boolean on) {
      dryRun = on;
      return this;
    }

    public Builder skipBad(boolean on) {
      skipBad = on;
      return this;
    }

    public Builder badRows(Path path) {
      badRows = path;
      return this;
    }

    public Builder overwrites(Set<String> properties) {
      overwrites = properties;
      return this;
    }

    public Builder allowDeleting(long features) {
      allowDeleting = features;
      return this;
    }

    public Builder allowDeletingInUse(long features) {
      allowDeletingInUse = features;
      return this;
    }

    public Builder allowShowing(long features) {
      allowShowing = features;
      return this;
    }

    public Builder author(Author who) {
      author = who;
      return this;
    }

    public Builder blankBad(boolean on) {
      blankBad = on;
      return this;
    }

    public Builder reportFile(Path path) {
      reportFile = path;
      return this;
    }

    public ImportRequest build() {
      return new ImportRequest(
          layer,
          file,
          mode,
          idFrom,
          idPrefix,
          headers,
          fixed,
          longitude,
          latitude,
          crs == null ? Crs.CRS84 : crs,
          crs != null,
          swapped,
          placesChecked,
          sheet,
          withoutTitle,
          dryRun,
          skipBad,
          blankBad,
          overwrites,
          allowDeleting,
          allowDeletingInUse,
          allowShowing,
          author,
          badRows,
          reportFile);
    }
  }
}
