package kr.maeul.store.sql.tiles;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kr.maeul.db.sql.SqlWork;
import kr.maeul.geo.Wkb;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.GeometryType;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.dialect.Values;
import kr.maeul.store.sql.row.RevisionSql;
import kr.maeul.store.sql.statement.TileSql;
import kr.maeul.tile.ClusterIndex;
import kr.maeul.tile.Clusters;
import kr.maeul.tile.MvtWriter;
import kr.maeul.tile.TileAddress;
import kr.maeul.tile.TileCanvas;
import kr.maeul.tile.TileFeature;
import org.locationtech.jts.geom.Geometry;

/**
 * Tiles from the layers' tables. Near tiles read the rows that the spatial index finds; far ones
 * count in the {@link ClusterSnapshots} and read only the features that stand alone. Safe for use
 * by several threads.
 */
public final class SqlTiles {
  /** As many rows as a statement without a transaction may bring, all of them at once. */
  private static final int FEW_ROWS = 2000;

  /** How often a tile is started again because the layer was written to meanwhile. */
  private static final int ATTEMPTS = 3;

  private final Dialect dialect;
  private final Reads reads;
  private final Reads statements;
  private final ClusterSnapshots snapshots;

  /** Runs work on a connection of its own. */
  public interface Reads {
    <T> T run(SqlWork<T> work);
  }

  /**
   * @param reads for work of several statements, all of one moment
   * @param statements for work of one, which needs no transaction around it
   */
  public SqlTiles(Dialect dialect, Reads reads, Reads statements) {
    this.dialect = dialect;
    this.reads = reads;
    this.statements = statements;
    this.snapshots = new ClusterSnapshots(dialect, reads);
  }

  public List<TileFeature> read(View view, TileAddress tile) {
    if (view.empty()) {
      return List.of();
    }
    int dimension = view.layer().geometry().type().dimension();
    boolean gathers = tile.zoom() < Clusters.BELOW_ZOOM && dimension <= 0;
    if (gathers && dimension == 0) {
      return clusters(view, tile, false);
    }
    List<TileFeature> drawn = statements.run(c -> drawn(c, view, tile, gathers, FEW_ROWS));
    if (drawn == null) {
      drawn = reads.run(c -> drawn(c, view, tile, gathers, Clusters.MOST_FEATURES + 1));
    }
    if (drawn.size() > Clusters.MOST_FEATURES) {
      return clusters(view, tile, true);
    }
    if (gathers) {
      drawn.addAll(clusters(view, tile, false));
    }
    return drawn;
  }

  /** The tile's features, encoded: by the database where it can do just what is done here. */
  public byte[] vectorTile(View view, TileAddress tile) {
    boolean isOfPoints =
        view.layer().geometry().type() == GeometryType.POINT && tile.zoom() >= Clusters.BELOW_ZOOM;
    if (isOfPoints && !view.empty() && dialect.makesVectorTiles()) {
      byte[] encoded = statements.run(c -> encoded(c, view, tile));
      if (encoded != null) {
        return encoded;
      }
    }
    return MvtWriter.write(view.layer().id(), read(view, tile));
  }

  /** Null where there are too many of them. */
  private byte[] encoded(Connection c, View view, TileAddress tile) throws SQLException {
    return new TileSql(dialect, view)
        .encoded(tile)
        .first(c, r -> r.getLong(2) > Clusters.MOST_FEATURES ? null : r.getBytes(1));
  }

  /**
   * Lines and areas, and points unless these are gathered; one more than the most there can be
   * tells that there are too many.
   *
   * @param most the most rows to read; at {@value #FEW_ROWS} they come all at once
   * @return null where there may be more rows than these few
   */
  private List<TileFeature> drawn(
      Connection c, View view, TileAddress tile, boolean gathers, int most) throws SQLException {
    int count = 0;
    TileSql statement = new TileSql(dialect, view);
    TileCanvas canvas = new TileCanvas(tile);
    List<TileFeature> features = new ArrayList<>();
    try (PreparedStatement s = statement.near(tile, gathers, most).prepare(c)) {
      s.setFetchSize(FEW_ROWS);
      try (ResultSet rows = s.executeQuery()) {
        while (rows.next() && features.size() <= Clusters.MOST_FEATURES) {
          count++;
          String id = rows.getString(TileSql.ID);
          Map<String, Object> values = null;
          for (Geometry g : canvas.draw(geometry(rows))) {
            if (!gathers || g.getDimension() > 0) {
              values = values == null ? values(rows, view) : values;
              features.add(new TileFeature(id, g, values));
            }
          }
        }
      }
    }
    return most == FEW_ROWS && count == FEW_ROWS ? null : features;
  }

  private Geometry geometry(ResultSet rows) throws SQLException {
    return Wkb.read(rows.getBytes(TileSql.GEOMETRY));
  }

  private static Map<String, Object> values(ResultSet rows, View view) throws SQLException {
    List<Property> properties = view.properties();
    String[] names = new String[properties.size()];
    Object[] values = new Object[names.length];
    int size = 0;
    for (int i = 0; i < names.length; i++) {
      Property p = properties.get(i);
      Object value = Values.read(rows, TileSql.FIRST_PROPERTY + i, p.type());
      if (value != null) {
        names[size] = p.name();
        values[size++] = value;
      }
    }
    return new FewValues(names, values, size);
  }

  private List<TileFeature> clusters(View view, TileAddress tile, boolean all) {
    for (int attempt = 1; ; attempt++) {
      ClusterSnapshots.Snapshot snapshot = snapshots.of(view);
      List<TileFeature> clusters = new ArrayList<>();
      List<ClusterIndex.Cell> alone = new ArrayList<>();
      gather(snapshot, tile, all, clusters, alone);
      if (alone.isEmpty()) {
        return clusters;
      }
      boolean isLast = attempt == ATTEMPTS;
      List<TileFeature> single =
          reads.run(
              c -> {
                if (RevisionSql.of(c, dialect, view.layer()) == snapshot.revision()) {
                  return alone(c, view, tile, alone);
                }
                if (!isLast) {
                  return null;
                }
                clusters.clear();
                alone.clear();
                gather(snapshots.make(c, view), tile, all, clusters, alone);
                return alone(c, view, tile, alone);
              });
      if (single != null) {
        clusters.addAll(single);
        return clusters;
      }
    }
  }

  private static void gather(
      ClusterSnapshots.Snapshot snapshot,
      TileAddress tile,
      boolean all,
      List<TileFeature> clusters,
      List<ClusterIndex.Cell> alone) {
    TileCanvas canvas = new TileCanvas(tile);
    for (ClusterIndex.Cell cell : snapshot.index().cells(tile, snapshot.categories().size(), all)) {
      if (cell.count() == 1 && cell.isPoint()) {
        alone.add(cell);
      } else {
        clusters.add(Clusters.feature(canvas, cell, Clusters.counts(cell, snapshot.categories())));
      }
    }
  }

  /** The points that have a cell to themselves. */
  private List<TileFeature> alone(
      Connection c, View view, TileAddress tile, List<ClusterIndex.Cell> cells)
      throws SQLException {
    List<TileFeature> features = new ArrayList<>();
    if (cells.isEmpty()) {
      return features;
    }
    TileCanvas canvas = new TileCanvas(tile);
    try (PreparedStatement s =
            new TileSql(dialect, view)
                .at(cells.stream().map(ClusterIndex.Cell::box).toList())
                .prepare(c);
        ResultSet rows = s.executeQuery()) {
      while (rows.next()) {
        Geometry g = geometry(rows);
        var middle = g.getEnvelopeInternal().centre();
        if (g.getDimension() == 0 && cells.get(rows.getInt(1)).isAt(middle.x, middle.y)) {
          features.add(
              new TileFeature(
                  rows.getString(TileSql.ID),
                  canvas.point(middle.x, middle.y),
                  values(rows, view)));
        }
      }
    }
    return features;
  }
}
