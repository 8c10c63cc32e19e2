package kr.maeul.exchange.parcel;

import java.util.List;
import java.util.Optional;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.feature.Feature;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Text;

/**
 * Ids for rows that have none, made of the parcel number, where the layer has one: so the next
 * survey finds the same houses without being told how. Houses on one lot are numbered in the order
 * of the file. For one thread.
 */
public final class ParcelIds {
  /** What is reported of a second house on a lot. */
  static final Text SEVERAL_ON_A_LOT =
      new Text(
          "같은 필지에 집이 여럿이어서 파일의 차례로 구별했습니다. 동·호 열이 있으면 --id-from pnu,동명,호명 으로 알려 주세요.",
          "several on one lot are told apart by their order in the file; if columns tell them apart, name"
              + " them, as in --id-from pnu,동명,호명");

  private final String number;
  private final IdMaker ids;

  private ParcelIds(String number, String prefix) {
    this.number = number;
    this.ids = new IdMaker(prefix, List.of(IdMaker.COUNT));
  }

  /** For a layer that has parcel numbers. */
  public static Optional<ParcelIds> of(Layer layer, String prefix) {
    ImportRules.Parcel parcel = layer.imports().parcel();
    return parcel == null ? Optional.empty() : Optional.of(new ParcelIds(parcel.number(), prefix));
  }

  /** The feature with an id, where it has a number. */
  public Optional<Feature> identify(Feature feature, RowFindings findings) {
    Optional<String> made = id(feature.properties().get(number));
    if (made.isEmpty()) {
      return Optional.empty();
    }
    String id = made.get();
    if (id.indexOf(':', id.indexOf(feature.properties().get(number).toString())) >= 0) {
      findings.note(number, RowNote.Kind.CHECK, SEVERAL_ON_A_LOT);
    }
    return Optional.of(new Feature(id, feature.geometry(), feature.properties()));
  }

  /** The id of the next house on a lot. */
  public Optional<String> id(Object parcel) {
    return parcel instanceof String text && !text.isBlank()
        ? Optional.of(ids.make(List.of(text)))
        : Optional.empty();
  }
}
