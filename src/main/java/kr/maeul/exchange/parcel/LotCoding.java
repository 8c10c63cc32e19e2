package kr.maeul.exchange.parcel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import kr.maeul.exchange.mapping.TidyText;
import kr.maeul.geo.parcel.LotNumber;
import kr.maeul.layer.ImportRules;

/**
 * What the digits of a file mean that tell general land from mountain. Parcel numbers say 1 and 2,
 * the building register says 0, 1 and 2 for general land, mountain and block: the same 1 means
 * either. Only a whole file can tell.
 */
public enum LotCoding {
  /** 1 general, 2 mountain. */
  PARCEL,
  /** 0 general, 1 mountain, 2 block. */
  REGISTER,
  /** There are zeros, and nothing says what the others mean. */
  UNSURE;

  /** General land, mountain, or empty where the digit is neither or cannot be told. */
  Optional<LotNumber.Kind> kind(int digit) {
    if (digit == 0) {
      return Optional.of(LotNumber.Kind.GENERAL);
    }
    return switch (this) {
      case PARCEL ->
          digit == 1
              ? Optional.of(LotNumber.Kind.GENERAL)
              : digit == 2 ? Optional.of(LotNumber.Kind.MOUNTAIN) : Optional.empty();
      case REGISTER -> digit == 1 ? Optional.of(LotNumber.Kind.MOUNTAIN) : Optional.empty();
      case UNSURE -> Optional.empty();
    };
  }

  /** Finds it out, row by row. For one thread. */
  public static final class Search {
    private final ImportRules.Parcel rule;
    private long zeros;
    private long mountainOnes;
    private long generalOnes;

    public Search(ImportRules.Parcel rule) {
      this.rule = rule;
    }

    public void see(JsonNode properties) {
      int digit = digit(properties);
      zeros += digit == 0 ? 1 : 0;
      if (digit == 1) {
        String address = properties.path(rule.address() == null ? "" : rule.address()).asText("");
        Optional<LotNumber> lot = LotNumber.ofAddress(TidyText.address(address));
        boolean isMountain = lot.filter(l -> l.kind() == LotNumber.Kind.MOUNTAIN).isPresent();
        mountainOnes += isMountain ? 1 : 0;
        generalOnes += lot.isPresent() && !isMountain ? 1 : 0;
      }
    }

    private int digit(JsonNode properties) {
      String kind = properties.path(rule.kind() == null ? "" : rule.kind()).asText("").strip();
      if (kind.matches("[0-2]")) {
        return kind.charAt(0) - '0';
      }
      String number = properties.path(rule.number()).asText("").replaceAll("[\\s-]", "");
      return number.matches("[0-9]{10}[0-2][0-9]{8}") ? number.charAt(10) - '0' : -1;
    }

    public LotCoding found() {
      if (zeros == 0 || generalOnes > 0 && mountainOnes == 0) {
        return PARCEL;
      }
      return mountainOnes > 0 && generalOnes == 0 ? REGISTER : UNSURE;
    }
  }
}
