/** What PostgreSQL and H2 do differently about connections, transactions and errors. */
package kr.maeul.db.engine;
