package kr.maeul.web.request;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.text.Text;
import kr.maeul.web.request.refusal.BadRequestException;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * A file on its way in: the body itself, or the field {@code file} of a form. It is read as it
 * comes; neither its name nor its declared type is looked at.
 *
 * @param length what the sender says of the file's length, or -1; where it is in a form, that of
 *     the form, which is a little more
 */
public record Upload(InputStream content, long length, boolean isForm) {
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
  private static final Pattern FILE_FIELD =
      Pattern.compile(
          "^content-disposition:\\s*form-data\\s*;(?:.*;)?\\s*name=\"?file\"?\\s*(?:;.*)?$",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  private static final int MOST_HEADER_BYTES = 2048;

  static Upload of(HttpServletRequest request) throws IOException {
    String type = request.getContentType();
    if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      return new Upload(request.getInputStream(), request.getContentLengthLong(), false);
    }
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.find()) {
      throw noFile();
    }
    String name = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    try {
      MultipartInput form =
          MultipartInput.builder()
              .setInputStream(request.getInputStream())
              .setBoundary(name.getBytes(StandardCharsets.ISO_8859_1))
              .setMaxPartHeaderSize(MOST_HEADER_BYTES)
              .get();
      if (!form.skipPreamble() || !FILE_FIELD.matcher(form.readHeaders()).find()) {
        throw noFile();
      }
      return new Upload(form.newInputStream(), request.getContentLengthLong(), true);
    } catch (FileUploadException | IllegalArgumentException e) {
      throw noFile();
    }
  }

  private static BadRequestException noFile() {
    return new BadRequestException(
        "file",
        new Text(
            "파일 하나를 본문으로 보내거나, multipart/form-data의 첫 칸 \"file\"에 담아 보내세요.",
            "send one file as the body, or as the first field, \"file\", of multipart/form-data"));
  }
}
