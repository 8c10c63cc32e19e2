package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisPrivacyTest extends PrivacyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
