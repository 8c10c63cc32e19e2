package kr.maeul.web;

import java.nio.file.Path;
import kr.maeul.store.TestDatabase;
import org.junit.jupiter.api.Tag;

@Tag("postgis")
class PostGisRecordedAnswersTest extends RecordedAnswersContract {
  @Override
  TestDatabase newDatabase(Path folder) {
    return TestDatabase.postGis();
  }
}
