use std::collections::HashMap;

use aws_config::SdkConfig;
use aws_sdk_s3::Client;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{ChecksumAlgorithm, CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

const PART_SIZE: usize = 5 * 1024 * 1024;
const ALL_ODD: [&str; 8] = ["a b", "a+b", "100%", "%41", "üñï/日本語/🌧️", "../up/./here/..", "a//b", "/"];

/// What the steps do with S3, in a bucket of their own.
pub struct Objects {
    pub bucket: &'static str,
    pub s3: Client,
}

impl Objects {
    pub fn new(bucket: &'static str, settings: &SdkConfig) -> Self {
        Self { bucket, s3: Client::new(settings) }
    }

    pub async fn make_bucket(&self) -> Outcome {
        self.s3.create_bucket().bucket(self.bucket).send().await?;
        self.s3.head_bucket().bucket(self.bucket).send().await?;
        Ok(())
    }

    pub async fn put(&self, key: &str, body: Vec<u8>) -> Outcome {
        let put = self.s3.put_object().bucket(self.bucket).key(key).metadata("made-by", "rust");
        put.body(ByteStream::from(body)).send().await?;
        Ok(())
    }

    pub async fn get(&self, key: &str) -> Outcome<Vec<u8>> {
        let object = self.s3.get_object().bucket(self.bucket).key(key).send().await?;
        Ok(object.body.collect().await?.to_vec())
    }

    pub async fn keys_below(&self, prefix: &str) -> Outcome<Vec<String>> {
        let listing = self.s3.list_objects_v2().bucket(self.bucket).prefix(prefix).max_keys(4);
        let mut pages = listing.into_paginator().send();
        let mut keys = Vec::new();
        while let Some(page) = pages.next().await {
            keys.extend(page?.contents().iter().filter_map(|object| object.key.clone()));
        }
        Ok(keys)
    }

    pub async fn try_odd_keys(&self) -> Outcome {
        let mut keys: Vec<String> = ALL_ODD.map(String::from).to_vec();
        keys.push("k".repeat(1024));
        keys.sort();
        for key in &keys {
            self.put(key, key.clone().into_bytes()).await?;
        }
        assert_eq!(self.keys_below("").await?, keys);
        for key in &keys {
            assert_eq!(String::from_utf8(self.get(key).await?)?, *key);
            assert_eq!(self.fetch_link(key).await?, *key);
            self.copy(key).await?;
        }
        self.remove_all_objects().await?;
        assert_eq!(self.keys_below("").await?, Vec::<String>::new());
        Ok(())
    }

    async fn copy(&self, key: &str) -> Outcome {
        // The SDK takes this member as it is; whoever calls it encodes.
        let source: String = key.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let copy = self.s3.copy_object().bucket(self.bucket).key("copy");
        copy.copy_source(format!("{}/{source}", self.bucket)).send().await?;
        let head = self.s3.head_object().bucket(self.bucket).key("copy").send().await?;
        assert_eq!(head.metadata, Some(HashMap::from([("made-by".into(), "rust".into())])));
        assert_eq!(String::from_utf8(self.get("copy").await?)?, key);
        Ok(())
    }

    /// By hand: the SDK brings no client for other requests.
    async fn fetch_link(&self, key: &str) -> Outcome<String> {
        let valid = PresigningConfig::expires_in(std::time::Duration::from_secs(60))?;
        let link = self.s3.get_object().bucket(self.bucket).key(key).presigned(valid).await?;
        let (host, path) = link.uri().strip_prefix("http://").and_then(|uri| uri.split_once('/')).ok_or("no http link")?;
        let mut stream = TcpStream::connect(host).await?;
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        Ok(body.into())
    }

    pub async fn upload_in_parts(&self) -> Outcome {
        let whole = b"0123456789abcdef".repeat(PART_SIZE * 5 / 2 / 16);
        let upload = self.s3.create_multipart_upload().bucket(self.bucket).key("large");
        let created = upload.checksum_algorithm(ChecksumAlgorithm::Crc32).send().await?;
        let id = created.upload_id().ok_or("no upload id")?;
        let mut parts = CompletedMultipartUpload::builder();
        for (index, bytes) in whole.chunks(PART_SIZE).enumerate() {
            parts = parts.parts(self.upload_part(id, index as i32 + 1, bytes).await?);
        }
        let complete = self.s3.complete_multipart_upload().bucket(self.bucket).key("large").upload_id(id);
        complete.multipart_upload(parts.build()).send().await?;
        assert!(self.get("large").await? == whole, "the object of three parts differs");
        Ok(())
    }

    async fn upload_part(&self, id: &str, number: i32, bytes: &[u8]) -> Outcome<CompletedPart> {
        let upload = self.s3.upload_part().bucket(self.bucket).key("large").upload_id(id).part_number(number);
        let part = upload.body(ByteStream::from(bytes.to_vec())).send().await?;
        let completed = CompletedPart::builder().part_number(number).set_e_tag(part.e_tag);
        Ok(completed.set_checksum_crc32(part.checksum_crc32).build())
    }

    async fn remove_all_objects(&self) -> Outcome {
        let mut all = Delete::builder();
        let keys = self.keys_below("").await?;
        for key in &keys {
            all = all.objects(ObjectIdentifier::builder().key(key).build()?);
        }
        let deleted = self.s3.delete_objects().bucket(self.bucket).delete(all.build()?).send().await?;
        assert_eq!(deleted.deleted().len(), keys.len());
        Ok(())
    }

    pub async fn remove_all(&self) -> Outcome {
        let refusal = self.s3.delete_bucket().bucket(self.bucket).send().await.unwrap_err();
        assert_eq!(refusal.code(), Some("BucketNotEmpty"));
        self.remove_all_objects().await?;
        self.s3.delete_bucket().bucket(self.bucket).send().await?;
        let refusal = self.s3.head_bucket().bucket(self.bucket).send().await.unwrap_err();
        assert!(refusal.into_service_error().is_not_found());
        Ok(())
    }
}
