package kr.maeul.exchange.read;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Text;

/**
 * Tells rows of totals, footnotes, repeated headers and prepared empty rows from records. A word
 * alone decides nothing: a row that says where something is, or how to reach it, is a record
 * whatever it is called. For one thread.
 */
public final class NoRecord {
  /** What a column is to a row. */
  public enum Sense {
    /** Counts rows. */
    SERIAL,
    /** What the thing is called. */
    NAME,
    /** Only a thing has it: an address, a position, a telephone number, a number of its own. */
    OWN,
    /** Any other value that is kept. */
    VALUE,
    /** Nothing of it is kept. */
    UNUSED
  }

  /**
   * What a row is, where it is not plainly a record.
   *
   * @param leftOut whether it is none; else it is one, and somebody should look at it
   * @param column index of the cell that says so, or -1
   */
  public record Finding(boolean leftOut, int column, Text reason) {}

  private static final Set<String> TOTALS =
      Set.of(
          ("계 소계 합계 총계 총합계 누계 중계 중간계 평균 총평균 전체합계 전체계 소합계 "
                  + "total totals subtotal grandtotal sum average avg mean")
              .split(" "));
  private static final Pattern ENDS_IN_TOTAL =
      Pattern.compile(".*\\S\\s*(?:소계|합계|총계|누계|평균|subtotal)|.+\\s(?:계|total|average)");

  /** What a total counts, behind its word: {@code 노송동 소계 2호}, {@code 총 3호}. */
  private static final Pattern COUNTED =
      Pattern.compile(
          "\\s*[:：]?\\s*[0-9][0-9,]*\\s*(?:동|건|개|개소|개동|호|명|채|곳|필지|가구|세대|houses?|rows?)$");

  private static final Set<String> TOTALS_OF_A_COUNT = Set.of("총", "모두", "전체", "전부");
  private static final Pattern FOOTNOTE =
      Pattern.compile(
          "[※＊*☞].*|(?:주|註)\\s*[0-9]*\\s*[):.：].*|"
              + "(?:비고|작성자|작성일|작성일자|작성기관|작성부서|작성|담당자|담당부서|담당|문의|문의처|자료|자료출처|자료원|출처|기준일|기준일자|기준|참고|참고사항|단위|범례|조사자|조사기간|조사일|확인자|유의사항|주의|설명|비고사항)\\s*[:：].*|"
              + "[-–—\\s]*(?:끝|이하\\s*여백|이하여백)[-–—.\\s]*|"
              + "(?:notes?|sources?|remarks?|prepared by|unit|units|as of)\\s*[:：].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern AMOUNT =
      Pattern.compile("(?:약|총)?\\s*[-+]?[0-9][0-9,]*(?:\\.[0-9]+)?\\s*[^0-9\\s]{0,4}|-|–|\\.");
  private static final Pattern COUNT =
      Pattern.compile("(?:총|약|계)?\\s*[0-9,]+\\s*(?:동|건|개|개소|호|명|채|곳|필지|%)");
  private static final Pattern ADDRESS =
      Pattern.compile(".*[가-힣0-9](?:동|리|로|길|가)\\s*(?:산\\s*)?[0-9]+(?:-[0-9]+)?.*");
  private static final Pattern TELEPHONE =
      Pattern.compile("\\+?[0-9]{2,4}[-) .][0-9]{3,4}[- .][0-9]{4}");

  private static final Pattern POSITION = Pattern.compile("[0-9]{1,7}\\.[0-9]{3,}");

  private static final Pattern LABEL =
      Pattern.compile(
          "(?:작성자|작성일|작성일자|작성기관|작성부서|담당자|담당부서|담당|문의|문의처|자료|자료출처|출처|기준일|기준일자|기준|단위|범례|조사자|조사기간|조사일|확인자|기관명|부서명|제목|기간)\\s*");

  private static final int LATEST_LABEL = 3;
  private static final int LONGEST_LABEL = 30;

  private final List<String> header;
  private final List<Sense> senses;
  private final boolean isWide;

  /**
   * @param header names of the columns
   * @param senses of the columns, as many
   */
  public NoRecord(List<String> header, List<Sense> senses) {
    this.header = header.stream().map(ComparedText::of).toList();
    this.senses = senses;
    this.isWide = senses.stream().filter(s -> s != Sense.UNUSED && s != Sense.SERIAL).count() > 1;
  }

  /** What the row is, or null where it is plainly a record. */
  public Finding of(List<String> cells) {
    List<Integer> said = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isBlank()) {
        said.add(i);
      }
    }
    if (said.isEmpty()) {
      return null;
    }
    if (said.size() > 1 && said.stream().allMatch(i -> isHeader(cells.get(i), i))) {
      return out(said.get(0), "열 이름이 다시 나온 줄이라 뺐습니다.", "the header once more; left out");
    }
    Finding finding = total(cells, said);
    if (finding == null) {
      finding = footnote(cells, said);
    }
    if (finding == null && said.stream().noneMatch(i -> isKept(i))) {
      finding =
          out(
              said.get(0),
              "이 레이어에 들어갈 값이 없는 줄이라 뺐습니다.",
              "has no value that this layer keeps; left out");
    }
    return finding == null && isWide && said.size() == 1 && sense(said.get(0)) == Sense.VALUE
        ? new Finding(
            false,
            said.get(0),
            new Text("값이 하나뿐인 줄입니다. 기록이 아니면 파일에서 지우세요.", "has only one value; is it a record?"))
        : finding;
  }

  private Finding total(List<String> cells, List<Integer> said) {
    for (int k = 0; k < Math.min(LATEST_LABEL, said.size()); k++) {
      int at = said.get(k);
      String label = label(cells.get(at));
      String bare = COUNTED.matcher(label).replaceFirst("");
      boolean isCounted = !bare.equals(label);
      String word = bare.replaceFirst("(?<=\\S)(?:\\s*[:：])?\\s*총$", "");
      boolean exact =
          TOTALS.contains(word.replaceAll("\\s", ""))
              || isCounted && TOTALS_OF_A_COUNT.contains(word);
      boolean isFirst = (k == 0 || isCounted) && label.length() <= LONGEST_LABEL;
      if (exact || isFirst && ENDS_IN_TOTAL.matcher(word).matches()) {
        return total(cells, said, at, exact, isCounted);
      }
    }
    return null;
  }

  private Finding total(
      List<String> cells, List<Integer> said, int at, boolean exact, boolean isCounted) {
    int texts = 0;
    int amounts = isCounted ? 1 : 0;
    boolean isOwn = false;
    for (int i : said) {
      String cell = cells.get(i).strip();
      if (i != at) {
        boolean isAmount = AMOUNT.matcher(cell).matches();
        amounts += isAmount ? 1 : 0;
        texts += isAmount || isTotalWord(cell) ? 0 : 1;
        isOwn |= isOwn(cell, sense(i), sense(at) == Sense.SERIAL);
      }
    }
    String word = cells.get(at).strip();
    if (!isOwn && (exact ? texts <= (amounts > 0 ? 2 : 1) : texts <= 1 && amounts > 0)) {
      return out(at, "\"" + word + "\" 줄이라 뺐습니다.", "\"" + word + "\": a row of totals; left out");
    }
    if (!exact && !isCounted) {
      return null;
    }
    return new Finding(
        false,
        at,
        new Text(
            "\"" + word + "\"이라고 적혔지만 다른 값이 있어 기록으로 읽었습니다. 합계 줄이면 파일에서 지우세요.",
            "says \"" + word + "\" but has values of its own, so it was taken for a record"));
  }

  /**
   * Whether only a thing has the value.
   *
   * @param isCounted whether the row says that it is a total where others have their number, so
   *     that the value must plainly be an address, a position or a telephone number
   */
  private static boolean isOwn(String cell, Sense sense, boolean isCounted) {
    if (ADDRESS.matcher(cell).matches() || TELEPHONE.matcher(cell).matches()) {
      return true;
    }
    if (sense != Sense.OWN || isTotalWord(cell) || COUNT.matcher(cell).matches()) {
      return false;
    }
    return !isCounted || POSITION.matcher(cell).matches();
  }

  private Finding footnote(List<String> cells, List<Integer> said) {
    boolean isFootnote =
        said.stream().allMatch(i -> FOOTNOTE.matcher(cells.get(i).strip()).matches());
    boolean isLoneText =
        said.size() == 1
            && isWide
            && (sense(said.get(0)) == Sense.SERIAL || said.get(0) >= senses.size())
            && !AMOUNT.matcher(cells.get(said.get(0)).strip()).matches();
    boolean begins =
        said.size() == 2
            && FOOTNOTE.matcher(cells.get(said.get(0)).strip()).matches()
            && said.stream().noneMatch(i -> sense(i) == Sense.OWN)
            && sense(said.get(0)) != Sense.NAME;
    return isFootnote || isLoneText || begins
        ? out(said.get(0), "설명이나 출처를 적은 줄이라 뺐습니다.", "a footnote; left out")
        : null;
  }

  /** Whether a cell says what stands beside or behind it: a footnote, a total, {@code 기준일}. */
  static boolean isLabel(String cell) {
    return FOOTNOTE.matcher(cell).matches()
        || LABEL.matcher(cell).matches()
        || isTotalWord(cell)
        || ENDS_IN_TOTAL.matcher(label(cell)).matches();
  }

  /** Whether only a thing has such a value: an address, a telephone number, a position. */
  static boolean isOfAThing(String cell) {
    return ADDRESS.matcher(cell).matches()
        || TELEPHONE.matcher(cell).matches()
        || POSITION.matcher(cell).matches();
  }

  private boolean isKept(int column) {
    Sense sense = sense(column);
    return sense != Sense.SERIAL && sense != Sense.UNUSED;
  }

  private Sense sense(int column) {
    return column < senses.size() ? senses.get(column) : Sense.UNUSED;
  }

  private boolean isHeader(String cell, int column) {
    return column < header.size() && ComparedText.of(cell).equals(header.get(column));
  }

  private static boolean isTotalWord(String cell) {
    return TOTALS.contains(label(cell).replaceAll("\\s", ""));
  }

  /** {@code 합 계 (4동)} and {@code [합계]} say 합계. */
  private static String label(String cell) {
    if (cell.length() > 2 * LONGEST_LABEL) {
      return "";
    }
    return Normalizer.normalize(cell, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .strip()
        .replaceAll("^[\\[(<【〔-]+\\s*|\\s*[:：]$", "")
        .replaceAll("\\s*[\\])>】〕-]+$|\\s*\\([^()]*\\)$", "")
        .replaceAll("^(소|합|총|누|평)\\s+(계|균)$", "$1$2")
        .replaceAll("^(sub|grand)[-\\s]+total", "$1total")
        .strip();
  }

  private static Finding out(int column, String ko, String en) {
    return new Finding(true, column, new Text(ko, en));
  }
}
