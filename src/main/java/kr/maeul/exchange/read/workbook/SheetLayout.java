package kr.maeul.exchange.read.workbook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a sheet says beside the values of its cells. Most of it stands behind the rows, so the sheet
 * is gone through once before its rows are read. Immutable.
 *
 * @param merged ranges of several rows, by their first row
 * @param hiddenColumns indexes from 0
 * @param filtered whether a filter hides rows
 * @param unsaved cells whose formula has no saved value, as {@link #cell} numbers them
 * @param moreUnsaved whether there are more of these than are kept
 */
public record SheetLayout(
    List<Range> merged,
    BitSet hiddenColumns,
    boolean filtered,
    Set<Long> unsaved,
    boolean moreUnsaved) {
  public static final SheetLayout PLAIN =
      new SheetLayout(List.of(), new BitSet(), false, Set.of(), false);

  /** More merged ranges than this are no table. */
  private static final int MOST_RANGES = 500_000;

  private static final int MOST_UNSAVED = 100_000;
  private static final int MOST_COLUMNS = 16_384;

  /**
   * A merged range of several rows.
   *
   * @param firstRow from 1
   * @param lastRow from 1
   * @param column its first one, from 0
   */
  public record Range(int firstRow, int lastRow, int column) {}

  /**
   * @param row from 1
   * @param column from 0
   */
  public static long cell(long row, int column) {
    return row * MOST_COLUMNS + column;
  }

  /** As people name it, such as {@code D2}. */
  public static String name(long row, int column) {
    return letters(column) + row;
  }

  /** A column as people name it, such as {@code D}. */
  public static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int c = column + 1; c > 0; c = (c - 1) / 26) {
      letters.insert(0, (char) ('A' + (c - 1) % 26));
    }
    return letters.toString();
  }

  static SheetLayout read(XMLStreamReader xml) throws XMLStreamException {
    Reading reading = new Reading();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        reading.start(xml);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        reading.end(xml.getLocalName());
      } else if (event == XMLStreamConstants.CHARACTERS && reading.inValue) {
        reading.hasValue |= xml.getTextLength() > 0;
      }
    }
    return reading.layout();
  }

  /** What has been seen so far. */
  private static final class Reading {
    private final List<Range> merged = new ArrayList<>();
    private final BitSet hiddenColumns = new BitSet();
    private final Set<Long> unsaved = new HashSet<>();
    private boolean filtered;
    private boolean moreUnsaved;
    private int row;
    private int column;
    private boolean isText;
    private boolean hasFormula;
    private boolean inValue;
    private boolean hasValue;

    void start(XMLStreamReader xml) throws XMLStreamException {
      switch (xml.getLocalName()) {
        case "row" -> {
          row = number(xml.getAttributeValue(null, "r"), row + 1);
          column = -1;
        }
        case "c" -> {
          column = column(xml.getAttributeValue(null, "r"), column + 1);
          isText = "str".equals(xml.getAttributeValue(null, "t"));
          hasFormula = false;
          hasValue = false;
        }
        case "f" -> hasFormula = true;
        case "v", "is" -> {
          inValue = true;
          // The text "" that a formula gave is a value, and saved as an empty element.
          hasValue |= isText;
        }
        case "col" -> column(xml);
        case "filterColumn" -> filtered = true;
        case "mergeCell" -> merge(xml.getAttributeValue(null, "ref"));
        default -> {}
      }
    }

    void end(String name) {
      if (name.equals("v") || name.equals("is")) {
        inValue = false;
      } else if (name.equals("c") && hasFormula && !hasValue) {
        if (unsaved.size() < MOST_UNSAVED) {
          unsaved.add(cell(row, column));
        } else {
          moreUnsaved = true;
        }
      }
    }

    private void column(XMLStreamReader xml) {
      String hidden = xml.getAttributeValue(null, "hidden");
      if ("1".equals(hidden) || "true".equals(hidden)) {
        int first = number(xml.getAttributeValue(null, "min"), 1);
        int last = number(xml.getAttributeValue(null, "max"), first);
        hiddenColumns.set(Math.max(0, first - 1), Math.max(first, Math.min(last, MOST_COLUMNS)));
      }
    }

    private void merge(String ref) throws XMLStreamException {
      if (ref == null || ref.indexOf(':') < 0) {
        return;
      }
      String first = ref.substring(0, ref.indexOf(':'));
      String last = ref.substring(ref.indexOf(':') + 1);
      int firstRow = number(first.replaceAll("[^0-9]", ""), 0);
      int lastRow = number(last.replaceAll("[^0-9]", ""), 0);
      if (lastRow > firstRow && firstRow > 0) {
        if (merged.size() >= MOST_RANGES) {
          throw new XMLStreamException("more than " + MOST_RANGES + " merged ranges");
        }
        merged.add(new Range(firstRow, lastRow, column(first, 0)));
      }
    }

    private static int number(String text, int otherwise) {
      return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    private static int column(String name, int otherwise) {
      if (name == null) {
        return otherwise;
      }
      int column = 0;
      for (int i = 0; i < name.length() && i < 3; i++) {
        char c = name.charAt(i);
        if (c < 'A' || c > 'Z') {
          break;
        }
        column = column * 26 + c - 'A' + 1;
      }
      return column == 0 ? otherwise : column - 1;
    }

    SheetLayout layout() {
      merged.sort(Comparator.comparingInt(Range::firstRow));
      return new SheetLayout(
          List.copyOf(merged), hiddenColumns, filtered, Set.copyOf(unsaved), moreUnsaved);
    }
  }
}
