/** What a request and the database owe each other: how long it may take, and how it fails. */
package kr.maeul.db.request;
