package kr.maeul.exchange.read;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import kr.maeul.layer.text.Text;

/**
 * Names the kinds of file that are not read here, and says what to do with each. Recognised by
 * content; a name helps only where the content leaves it open. Stateless.
 */
public final class ForeignFile {
  /** How many bytes from the beginning are enough to tell. */
  public static final int LOOKED_AT = 1 << 16;

  private static final String SAVE_KO = " 엑셀에서 열어 xlsx나 \"CSV UTF-8(쉼표로 분리)\"로 저장해 주세요.";
  private static final String SAVE_EN =
      "; open it in Excel and save it as xlsx or as \"CSV UTF-8\"";

  private static final int DBASE_BLOCK = 32;
  private static final List<Integer> DBASE_VERSIONS =
      List.of(0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0xCB, 0xF5);

  private ForeignFile() {}

  /**
   * What the file is, if it is none that is read here.
   *
   * @param head its first {@link #LOOKED_AT} bytes, or all of it
   * @return null where it may be a table or GeoJSON
   */
  public static Text of(byte[] head, String name) {
    Text binary = binary(head);
    if (binary != null) {
      return binary;
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
      text = new String(head, StandardCharsets.UTF_16LE);
    }
    String plain = text.replaceFirst("^(?:\u00EF\u00BB\u00BF|\uFEFF)", "").stripLeading();
    return plain.startsWith("<") ? markup(plain.toLowerCase(Locale.ROOT), name) : null;
  }

  private static Text binary(byte[] head) {
    if (FileHead.begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return compound(head);
    }
    if (FileHead.begins(head, 0, 0, 0x27, 0x0A)) {
      return new Text(
          "셰이프파일의 shp 조각입니다. shp, dbf, shx, prj를 QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장해 주세요.",
          "is the shp part of a shapefile; open shp, dbf, shx and prj in QGIS and save them as GeoJSON (EPSG:4326)");
    }
    if (isDbase(head)) {
      return new Text(
          "dBASE 표(dbf)입니다. 엑셀이나 리브레오피스에서 열어 xlsx로 저장해 주세요. 셰이프파일의 조각이면 shp를 QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장하세요.",
          "is a dBASE table (dbf); open it in Excel or LibreOffice and save it as xlsx. Where it is part of a shapefile, open"
              + " the shp in QGIS and save it as GeoJSON (EPSG:4326)");
    }
    if (FileHead.begins(head, "SQLite format 3\0")) {
      return has(head, "gpkg_contents") || FileHead.begins(head, 68, "GPKG")
          ? new Text(
              "지오패키지(gpkg)입니다. QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장해 주세요.",
              "is a GeoPackage; open it in QGIS and save it as GeoJSON (EPSG:4326)")
          : new Text(
              "SQLite 데이터베이스입니다. 표를 CSV로 내보내 주세요.",
              "is an SQLite database; export its table as CSV");
    }
    if (FileHead.begins(head, "%PDF")) {
      return new Text(
          "PDF 문서입니다. 표의 원본(xlsx, csv)을 받아 주세요.",
          "is a PDF; ask for the table it was made of (xlsx, csv)");
    }
    if (isImage(head)) {
      return new Text(
          "사진이나 그림입니다. 표나 GeoJSON을 주세요. 사진은 항목을 편집할 때 올립니다.",
          "is a picture; give a table or GeoJSON. Photos are uploaded where an item is edited");
    }
    if (FileHead.begins(head, "Rar!")
        || FileHead.begins(head, 0x37, 0x7A, 0xBC, 0xAF)
        || FileHead.begins(head, 0x1F, 0x8B)) {
      return new Text(
          "압축 파일입니다. 풀어서 안의 파일을 넣어 주세요.", "is an archive; unpack it and import what is in it");
    }
    return null;
  }

  /** A version, a day, and a header of 32 bytes and as many for each column, up to a mark. */
  private static boolean isDbase(byte[] head) {
    if (head.length <= DBASE_BLOCK * 2 || DBASE_VERSIONS.indexOf(head[0] & 0xFF) < 0) {
      return false;
    }
    int header = (head[8] & 0xFF) | (head[9] & 0xFF) << 8;
    boolean isDay = head[2] >= 0 && head[2] <= 12 && head[3] >= 0 && head[3] <= 31;
    return isDay
        && header > DBASE_BLOCK * 2
        && header <= head.length
        && IntStream.rangeClosed(DBASE_BLOCK * 2, header - 1)
            .anyMatch(i -> i % DBASE_BLOCK == 0 && head[i] == '\r');
  }

  private static boolean isImage(byte[] head) {
    return FileHead.begins(head, 0xFF, 0xD8, 0xFF)
        || FileHead.begins(head, 0x89, 'P', 'N', 'G')
        || FileHead.begins(head, "GIF8")
        || FileHead.begins(head, 'I', 'I', 0x2A, 0)
        || FileHead.begins(head, 'M', 'M', 0, 0x2A)
        || FileHead.begins(head, "RIFF")
        || FileHead.begins(head, 4, "ftyp");
  }

  /** Files that Microsoft's compound format holds; the names of their streams tell them apart. */
  private static Text compound(byte[] head) {
    if (hasWide(head, "EncryptedPackage")) {
      return new Text(
          "암호가 걸린 엑셀 파일입니다. 엑셀에서 열어 암호를 풀고(파일 > 정보 > 통합 문서 보호) 다시 저장해 주세요.",
          "is a workbook with a password; open it in Excel, take the password off and save it again");
    }
    if (hasWide(head, "HwpSummaryInformation") || has(head, "HWP Document File")) {
      return hangul();
    }
    if (hasWide(head, "WordDocument") || hasWide(head, "PowerPoint Document")) {
      return document();
    }
    if (hasWide(head, "Workbook") || hasWide(head, "Book")) {
      return new Text("옛 엑셀(xls) 파일입니다." + SAVE_KO, "is an old Excel workbook (xls)" + SAVE_EN);
    }
    return new Text(
        "옛 엑셀(xls), 암호가 걸린 엑셀, 한글(hwp) 파일 가운데 하나입니다. 암호 없이 xlsx나 \"CSV UTF-8(쉼표로 분리)\"로 저장해 주세요.",
        "is an old Excel (xls), an encrypted workbook or an hwp file; save it as xlsx without a password, or as \"CSV UTF-8\"");
  }

  private static Text hangul() {
    return new Text(
        "한글(hwp) 문서입니다. 문서의 표를 엑셀에 붙여 넣고 xlsx로 저장해 주세요.",
        "is a document of Hangul (hwp); paste its table into Excel and save that as xlsx");
  }

  private static Text document() {
    return new Text(
        "워드나 파워포인트 문서입니다. 문서의 표를 엑셀에 붙여 넣고 xlsx로 저장해 주세요.",
        "is a document of Word or PowerPoint; paste its table into Excel and save that as xlsx");
  }

  /**
   * What a zip file is that is no workbook (xlsx).
   *
   * @param names of what is in it
   * @param mimetype what its entry of that name says, or empty
   */
  public static Text ofZip(Collection<String> names, String mimetype) {
    if (names.contains("xl/workbook.bin")) {
      return new Text("이진 엑셀(xlsb) 파일입니다." + SAVE_KO, "is a binary workbook (xlsb)" + SAVE_EN);
    }
    if (mimetype.contains("opendocument.spreadsheet")) {
      return new Text(
          "오픈도큐먼트(ods) 파일입니다. 리브레오피스나 엑셀에서 열어 xlsx로 저장해 주세요.",
          "is an OpenDocument sheet (ods); open it in LibreOffice or Excel and save it as xlsx");
    }
    if (mimetype.contains("hwp") || names.contains("Contents/content.hpf")) {
      return new Text(
          "한글(hwpx) 문서입니다. 문서의 표를 엑셀에 붙여 넣고 xlsx로 저장해 주세요.",
          "is a document of Hangul (hwpx); paste its table into Excel and save that as xlsx");
    }
    if (names.stream().anyMatch(n -> n.startsWith("word/") || n.startsWith("ppt/"))) {
      return document();
    }
    if (names.stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).endsWith(".shp"))) {
      return new Text(
          "셰이프파일을 묶은 압축(zip) 파일입니다. QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장해 주세요.",
          "is a zip file with a shapefile; open it in QGIS and save it as GeoJSON (EPSG:4326)");
    }
    if (names.stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).endsWith(".kml"))) {
      return kml();
    }
    return new Text(
        "압축(zip) 파일입니다. 풀어서 안의 파일을 넣어 주세요.", "is a zip file; unpack it and import what is in it");
  }

  private static Text kml() {
    return new Text(
        "KML(구글 어스) 파일입니다. QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장해 주세요.",
        "is KML (Google Earth); open it in QGIS and save it as GeoJSON (EPSG:4326)");
  }

  private static Text markup(String text, String name) {
    if (text.contains("<kml")) {
      return kml();
    }
    if (text.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
      return new Text("엑셀의 옛 XML 표(2003)입니다." + SAVE_KO, "is an XML table of Excel 2003" + SAVE_EN);
    }
    if (text.contains("<gpx") || text.contains("<gml") || text.contains("opengis.net/gml")) {
      return new Text(
          "GPX나 GML 파일입니다. QGIS에서 열어 GeoJSON(EPSG:4326)으로 저장해 주세요.",
          "is GPX or GML; open it in QGIS and save it as GeoJSON (EPSG:4326)");
    }
    if (text.contains("<html") || text.contains("<table") || text.startsWith("<!doctype html")) {
      String called = name.toLowerCase(Locale.ROOT);
      boolean isCalledExcel = called.endsWith(".xls") || called.endsWith(".xlsx");
      return new Text(
          (isCalledExcel ? "이름은 엑셀이지만 웹 페이지(HTML)입니다." : "웹 페이지(HTML)입니다.") + SAVE_KO,
          (isCalledExcel
                  ? "is a web page (HTML) under the name of a workbook"
                  : "is a web page (HTML)")
              + SAVE_EN);
    }
    return new Text(
        "XML 파일입니다. 표(xlsx, csv)나 GeoJSON으로 받아 주세요.",
        "is XML; give a table (xlsx, csv) or GeoJSON");
  }

  /** What a JSON document is that is no GeoJSON, by the members of its outermost object. */
  public static Text ofJson(Collection<String> members, String type) {
    if (type.equals("Topology")) {
      return new Text(
          "TopoJSON입니다. QGIS나 mapshaper에서 GeoJSON으로 저장해 주세요.",
          "is TopoJSON; save it as GeoJSON in QGIS or mapshaper");
    }
    if (members.contains("geometryType") || members.contains("spatialReference")) {
      return new Text("Esri JSON입니다. GeoJSON으로 내보내 주세요.", "is Esri JSON; export it as GeoJSON");
    }
    return new Text(
        "JSON이지만 GeoJSON FeatureCollection도 Feature도 아닙니다. 지도 자료는 GeoJSON으로, 표는 CSV나 xlsx로 주세요.",
        "is JSON but neither a GeoJSON FeatureCollection nor a Feature; give GeoJSON, or a table as CSV or xlsx");
  }

  private static boolean has(byte[] head, String text) {
    return new String(head, StandardCharsets.ISO_8859_1).contains(text);
  }

  private static boolean hasWide(byte[] head, String text) {
    return has(
        head, new String(text.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
  }
}
