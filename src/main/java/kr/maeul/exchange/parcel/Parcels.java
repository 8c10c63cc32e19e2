package kr.maeul.exchange.parcel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import kr.maeul.exchange.mapping.ValueReader;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.geo.parcel.LotNumber;
import kr.maeul.geo.parcel.ParcelNumber;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.text.Text;

/**
 * Makes parcel numbers of their parts, or checks those that are given, and takes them apart.
 * Whatever does not fit is said and never filled in. For one thread.
 */
public final class Parcels {
  private static final Set<String> GENERAL = Set.of("일반", "대지", "토지", "대", "일반토지");
  private static final Set<String> MOUNTAIN = Set.of("산", "임야", "산지");
  private static final int FIRST_ADMINISTRATIVE = 500;

  private final ImportRules.Parcel rule;
  private final LotCoding coding;

  public Parcels(ImportRules.Parcel rule, LotCoding coding) {
    this.rule = rule;
    this.coding = coding;
  }

  public void read(ObjectNode row, RowFindings findings) {
    renew(rule.district(), 5, row, findings);
    renew(rule.dong(), 10, row, findings);
    renew(rule.dong(), 8, row, findings);
    Optional<LotNumber> inAddress = LotNumber.ofAddress(text(row, rule.address()));
    String given = text(row, rule.number()).replaceAll("[\\s'-]", "");
    Optional<ParcelNumber> made =
        hasParts(row) ? make(row, inAddress, findings, given.isEmpty()) : Optional.empty();
    Optional<ParcelNumber> parcel = made;
    if (!given.isEmpty()) {
      Optional<ParcelNumber> read = given(given, inAddress, findings);
      if (read.isEmpty()) {
        unreadable(given, made, row, findings);
      } else {
        compare(read.get(), made, inAddress, findings);
        parcel = read;
      }
    }
    parcel.ifPresent(p -> put(p, row));
  }

  /** Codes from before 2024-01-18. */
  private void renew(String property, int digits, ObjectNode row, RowFindings findings) {
    String code = text(row, property);
    if (code.length() == digits && code.matches("[0-9]+") && ParcelNumber.isOld(code)) {
      row.put(property, ParcelNumber.current(code));
      sayRenewed(property, findings);
    }
  }

  private static void sayRenewed(String property, RowFindings findings) {
    findings.note(
        property,
        RowNote.Kind.CHANGED,
        "2024-01-18 이전의 전라북도 코드(45…)라 지금의 52…로 바꾸었습니다.",
        "a code from before 2024-01-18 (45…), changed to 52…");
  }

  private boolean hasParts(ObjectNode row) {
    return !text(row, rule.dong()).isEmpty()
        || !text(row, rule.main()).isEmpty()
        || !text(row, rule.kind()).isEmpty();
  }

  private Optional<ParcelNumber> make(
      ObjectNode row, Optional<LotNumber> inAddress, RowFindings findings, boolean saysWhyNot) {
    Optional<LotNumber> lot = lot(row, inAddress, findings);
    Optional<String> dong = dong(row, findings);
    if (lot.isEmpty() || dong.isEmpty()) {
      if (saysWhyNot) {
        findings.note(
            rule.number(),
            RowNote.Kind.LEFT_BLANK,
            "필지고유번호를 만들 수 없어 비워 둡니다 (법정동 코드 10자리, 토지구분, 본번이 있어야 합니다).",
            "no parcel number can be made (it takes the ten digits of the legal dong, kind of lot and main number)");
      }
      return Optional.empty();
    }
    return Optional.of(new ParcelNumber(dong.get(), lot.get()));
  }

  private Optional<String> dong(ObjectNode row, RowFindings findings) {
    String code = text(row, rule.dong()).replaceAll("[\\s-]", "");
    String district = text(row, rule.district());
    String whole =
        switch (code.length()) {
          case 10 -> code;
          case 8 -> code + "00";
          case 5 -> district + code;
          case 3 -> district + code + "00";
          default -> "";
        };
    if (!whole.matches("[0-9]{10}")) {
      if (!code.isEmpty()) {
        findings.note(
            rule.dong(),
            RowNote.Kind.CHECK,
            "법정동 코드로 읽을 수 없습니다: " + ValueReader.quote(code),
            ValueReader.quote(code) + " is no code of a legal dong");
      }
      return Optional.empty();
    }
    if (!district.isEmpty() && !whole.startsWith(district)) {
      findings.note(
          rule.dong(),
          RowNote.Kind.CHECK,
          "시군구 코드와 읍면동 코드가 서로 다릅니다.",
          "the codes of district and dong disagree");
      return Optional.empty();
    }
    if (Integer.parseInt(whole.substring(5, 8)) >= FIRST_ADMINISTRATIVE) {
      findings.note(
          rule.dong(),
          RowNote.Kind.CHECK,
          "행정동 코드로 보입니다. 필지고유번호에는 법정동 코드가 있어야 합니다.",
          "looks like the code of an administrative dong; a parcel number takes that of the legal dong");
      return Optional.empty();
    }
    row.put(rule.dong(), whole);
    return Optional.of(whole);
  }

  private Optional<LotNumber> lot(
      ObjectNode row, Optional<LotNumber> inAddress, RowFindings findings) {
    String main = text(row, rule.main());
    String sub = text(row, rule.sub());
    String together = sub.isEmpty() || main.contains("-") ? main : main + "-" + sub;
    Optional<LotNumber> written = main.isEmpty() ? inAddress : LotNumber.parse(together);
    if (written.isEmpty()) {
      if (!main.isEmpty()) {
        findings.note(
            rule.main(),
            RowNote.Kind.CHECK,
            "지번으로 읽을 수 없습니다: " + ValueReader.quote(together),
            ValueReader.quote(together) + " is no lot number");
      }
      return Optional.empty();
    }
    LotNumber lot = written.get();
    Optional<LotNumber.Kind> kind = kind(text(row, rule.kind()), lot, inAddress, findings);
    return kind.map(k -> new LotNumber(k, lot.main(), lot.sub()));
  }

  private Optional<LotNumber.Kind> kind(
      String word, LotNumber lot, Optional<LotNumber> inAddress, RowFindings findings) {
    Optional<LotNumber.Kind> seen =
        lot.kind() == LotNumber.Kind.MOUNTAIN
            ? Optional.of(LotNumber.Kind.MOUNTAIN)
            : inAddress.map(LotNumber::kind);
    if (word.isEmpty()) {
      return Optional.of(seen.orElse(lot.kind()));
    }
    Optional<LotNumber.Kind> said = said(word, findings);
    if (said.isEmpty() && coding == LotCoding.UNSURE && word.matches("[12]")) {
      return seen; // the address decides, where there is one
    }
    if (said.isPresent() && seen.isPresent() && !said.equals(seen)) {
      findings.note(
          rule.kind(),
          RowNote.Kind.CHECK,
          "토지구분과 주소의 산 표시가 서로 다릅니다.",
          "the kind of lot and the address disagree on whether it is mountain land");
      return Optional.empty();
    }
    return said;
  }

  private Optional<LotNumber.Kind> said(String word, RowFindings findings) {
    if (GENERAL.contains(word)) {
      return Optional.of(LotNumber.Kind.GENERAL);
    }
    if (MOUNTAIN.contains(word)) {
      return Optional.of(LotNumber.Kind.MOUNTAIN);
    }
    Optional<LotNumber.Kind> kind =
        word.matches("[0-9]") ? coding.kind(word.charAt(0) - '0') : Optional.empty();
    if (word.equals("0") || coding != LotCoding.PARCEL && word.matches("[12]")) {
      sayRegister(rule.kind(), findings);
    } else if (kind.isEmpty()) {
      findings.note(
          rule.kind(),
          RowNote.Kind.CHECK,
          "일반도 산도 아닙니다: " + ValueReader.quote(word),
          ValueReader.quote(word) + " is neither general land nor mountain");
    }
    return kind;
  }

  private void sayRegister(String property, RowFindings findings) {
    boolean sure = coding == LotCoding.REGISTER;
    findings.note(
        property,
        sure ? RowNote.Kind.CHANGED : RowNote.Kind.CHECK,
        sure
            ? "건축물대장의 대지구분(0 대지, 1 산, 2 블록)으로 읽었습니다."
            : "파일에 0이 있어 건축물대장의 대지구분(0 대지, 1 산, 2 블록)인지 필지구분(1 일반, 2 산)인지 확인해야 합니다.",
        sure
            ? "read as the building register has it: 0 general, 1 mountain, 2 block"
            : "the file has zeros: is this the building register's code (0 general, 1 mountain, 2 block) or a parcel number's (1 general, 2 mountain)?");
  }

  /** A parcel number as given, with its kind of land and province as they are now. */
  private Optional<ParcelNumber> given(
      String digits, Optional<LotNumber> inAddress, RowFindings findings) {
    if (!digits.matches("[0-9]{10}[0-2][0-9]{8}")) {
      return Optional.empty();
    }
    int digit = digits.charAt(10) - '0';
    Optional<LotNumber.Kind> kind = coding.kind(digit);
    if (digit == 0 || coding != LotCoding.PARCEL) {
      sayRegister(rule.number(), findings);
      kind = kind.isPresent() ? kind : inAddress.map(LotNumber::kind);
    }
    Optional<ParcelNumber> read =
        kind.flatMap(
            k -> ParcelNumber.parse(digits.substring(0, 10) + k.digit() + digits.substring(11)));
    if (read.isPresent() && ParcelNumber.isOld(digits)) {
      sayRenewed(rule.number(), findings);
    }
    return read.map(p -> new ParcelNumber(ParcelNumber.current(p.dong()), p.lot()));
  }

  private void unreadable(
      String given, Optional<ParcelNumber> made, ObjectNode row, RowFindings findings) {
    boolean isRounded = given.matches("[0-9]\\.?[0-9]*[eE]\\+?[0-9]+");
    Text reason =
        isRounded
            ? new Text(
                "엑셀이 필지고유번호를 수로 바꾸어 뒷자리를 잃었습니다: "
                    + ValueReader.quote(given)
                    + ". 열을 텍스트로 바꾸어 원본에서 다시 받으세요.",
                ValueReader.quote(given)
                    + ": Excel made a number of it and lost its last digits; take it from the original as text")
            : new Text(
                "필지고유번호가 아닙니다: "
                    + ValueReader.quote(given)
                    + " (19자리, 열한째 자리는 1 일반이나 2 산, 본번은 0이 아님)",
                ValueReader.quote(given)
                    + " is no parcel number (19 digits, the eleventh is 1 or 2, the main number is not 0)");
    if (made.isPresent()) {
      findings.note(rule.number(), RowNote.Kind.CHANGED, also(reason));
    } else if (findings.unreadable(rule.number(), reason)) {
      row.remove(rule.number());
    }
  }

  private static Text also(Text reason) {
    return new Text(
        reason.ko() + " 코드와 지번으로 만들었습니다.", reason.en() + "; it was made of code and lot instead");
  }

  private void compare(
      ParcelNumber given,
      Optional<ParcelNumber> made,
      Optional<LotNumber> inAddress,
      RowFindings findings) {
    boolean parts = made.isPresent() && !made.get().equals(given);
    boolean address = inAddress.isPresent() && !inAddress.get().equals(given.lot());
    if (parts || address) {
      findings.note(
          rule.number(),
          RowNote.Kind.CHECK,
          parts ? "필지고유번호가 코드·지번 열과 다릅니다." : "필지고유번호가 지번주소와 다릅니다.",
          parts
              ? "the parcel number and the columns of its parts disagree"
              : "the parcel number and the address disagree");
    }
  }

  private void put(ParcelNumber parcel, ObjectNode row) {
    row.put(rule.number(), parcel.toString());
    put(row, rule.dong(), parcel.dong());
    put(row, rule.district(), parcel.dong().substring(0, 5));
    put(row, rule.kind(), parcel.lot().kind().word());
    put(row, rule.main(), Integer.toString(parcel.lot().main()));
    put(row, rule.sub(), Integer.toString(parcel.lot().sub()));
  }

  private static void put(ObjectNode row, String property, String value) {
    if (property != null) {
      row.put(property, value);
    }
  }

  private static String text(ObjectNode row, String property) {
    return property == null ? "" : row.path(property).asText("").strip();
  }
}
