package kr.maeul.exchange;

import java.io.IOException;
import java.util.List;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.parcel.LotCoding;
import kr.maeul.exchange.place.CrsCandidate;
import kr.maeul.exchange.place.FileCheck;
import kr.maeul.exchange.place.PlaceSample;
import kr.maeul.exchange.place.PlaceSettings;
import kr.maeul.exchange.place.RowCheck;
import kr.maeul.exchange.place.Town;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.Row;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.text.Text;

/**
 * What has to be known of a whole file before its first row can be taken; it costs a reading of its
 * own.
 *
 * @param lots how it counts kinds of land, where the layer has parcel numbers
 * @param places what to hold against the place of each row
 * @param remarks what should be known of its places as a whole
 */
record FirstLook(LotCoding lots, RowCheck places, List<Text> remarks) {

  /**
   * Reads the file.
   *
   * @throws InvalidFileException if it cannot be read, or somebody has to say first what its places
   *     are
   */
  static FirstLook at(ImportRequest request, Town town, CrsRegistry crs)
      throws IOException, InvalidFileException {
    ImportRules.Parcel parcel = request.layer().imports().parcel();
    LotCoding.Search search = parcel == null ? null : new LotCoding.Search(parcel);
    PlaceSample sample = new PlaceSample();
    PlaceSettings asked;
    try (OpenFile file = OpenFile.open(request, new ColumnMatcher(request))) {
      FeatureSource source = file.source();
      asked =
          new PlaceSettings(
              new CrsCandidate(request.crs(), request.swapped()),
              request.crsGiven(),
              source.placeColumns(),
              source.placesAreLines(),
              request.placesChecked());
      Row row;
      while ((search != null || !sample.isFull()) && (row = source.next()) != null) {
        if (row.feature() != null) {
          sample.see(row.place(), row.feature().path("geometry"));
          if (search != null) {
            search.see(row.feature().path("properties"));
          }
        }
      }
    }
    FileCheck check = new FileCheck(sample, asked, town, crs);
    if (check.question().isPresent()) {
      throw new InvalidFileException(check.question().get().ko(), check.question().get().en());
    }
    return new FirstLook(
        search == null ? LotCoding.PARCEL : search.found(), check.rows(), check.remarks());
  }
}
