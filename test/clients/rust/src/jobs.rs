use std::collections::BTreeSet;
use std::time::{Duration, Instant, SystemTime};

use aws_config::SdkConfig;
use aws_sdk_bedrock::Client;
use aws_sdk_bedrock::error::SdkError;
use aws_sdk_bedrock::operation::create_model_invocation_job::CreateModelInvocationJobError;
use aws_sdk_bedrock::operation::get_model_invocation_job::GetModelInvocationJobOutput;
use aws_sdk_bedrock::operation::list_model_invocation_jobs::builders::ListModelInvocationJobsFluentBuilder;
use aws_sdk_bedrock::types::{
    ModelInvocationJobInputDataConfig, ModelInvocationJobOutputDataConfig, ModelInvocationJobS3InputDataConfig,
    ModelInvocationJobS3OutputDataConfig, ModelInvocationJobStatus, SortJobsBy, SortOrder, Tag,
};
use serde_json::Value;

use crate::Outcome;
use crate::objects::Objects;

const MODEL: &str = "amazon.titan-embed-text-v2:0";

/// What the steps do with Bedrock.
pub struct Jobs<'a> {
    bedrock: Client,
    objects: &'a Objects,
    /// Of the job that completes.
    arn: String,
}

fn record_id(n: usize) -> String {
    format!("REC{n:08}")
}

fn records(count: usize) -> Vec<u8> {
    let line = |n| format!(r#"{{"recordId":"{}","modelInput":{{"inputText":"text {n}","dimensions":256}}}}"#, record_id(n)) + "\n";
    (0..count).map(line).collect::<String>().into_bytes()
}

fn tag(key: &str, value: &str) -> Outcome<Tag> {
    Ok(Tag::builder().key(key).value(value).build()?)
}

impl<'a> Jobs<'a> {
    pub fn new(objects: &'a Objects, settings: &SdkConfig) -> Self {
        Self { bedrock: Client::new(settings), objects, arn: String::new() }
    }

    async fn create(&self, name: &str, key: &str) -> Outcome<Result<String, SdkError<CreateModelInvocationJobError>>> {
        let uri = |key: &str| format!("s3://{}/{key}", self.objects.bucket);
        let input = ModelInvocationJobS3InputDataConfig::builder().s3_uri(uri(key)).build()?;
        let output = ModelInvocationJobS3OutputDataConfig::builder().s3_uri(uri("out/")).build()?;
        let create = self.bedrock.create_model_invocation_job().job_name(name).model_id(MODEL);
        let created = create
            .role_arn("arn:aws:iam::000000000000:role/any")
            .input_data_config(ModelInvocationJobInputDataConfig::S3InputDataConfig(input))
            .output_data_config(ModelInvocationJobOutputDataConfig::S3OutputDataConfig(output))
            .tags(tag("team", "a+b = c@d: e")?);
        Ok(created.send().await.map(|answer| answer.job_arn))
    }

    async fn wait(&self, arn: &str, status: ModelInvocationJobStatus) -> Outcome<GetModelInvocationJobOutput> {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let job = self.bedrock.get_model_invocation_job().job_identifier(arn).send().await?;
            if job.status == Some(status.clone()) {
                return Ok(job);
            }
            assert!(Instant::now() < deadline, "not {status} after a minute: {job:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn complete(&mut self) -> Outcome {
        self.objects.put("in/100.jsonl", records(100)).await?;
        self.objects.put("in/20000.jsonl", records(20_000)).await?;
        self.arn = self.create("first", "in/100.jsonl").await??;
        let job = self.wait(&self.arn, ModelInvocationJobStatus::Completed).await?;
        let counts = [job.total_record_count, job.processed_record_count, job.success_record_count, job.error_record_count];
        assert_eq!(counts, [100, 100, 100, 0].map(Some));
        assert!(Some(job.submit_time) < job.end_time && job.end_time < job.job_expiration_time, "{job:?}");
        assert!(job.model_id.ends_with(MODEL), "{job:?}");
        Ok(())
    }

    pub async fn stop(&self) -> Outcome {
        let arn = self.create("second", "in/20000.jsonl").await??;
        self.bedrock.stop_model_invocation_job().job_identifier(&arn).send().await?;
        let job = self.wait(&arn, ModelInvocationJobStatus::Stopped).await?;
        assert!(job.end_time.is_some(), "{job:?}");
        let again = self.bedrock.stop_model_invocation_job().job_identifier(&arn).send().await;
        assert!(again.unwrap_err().into_service_error().is_validation_exception());
        Ok(())
    }

    async fn names(
        &self,
        narrow: impl FnOnce(ListModelInvocationJobsFluentBuilder) -> ListModelInvocationJobsFluentBuilder,
    ) -> Outcome<Vec<String>> {
        let request = narrow(self.bedrock.list_model_invocation_jobs().max_results(1));
        let mut pages = request.into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            names.extend(page?.invocation_job_summaries().iter().map(|job| job.job_name.clone()));
        }
        Ok(names)
    }

    pub async fn list(&self) -> Outcome {
        assert_eq!(self.names(|all| all).await?, ["second", "first"]);
        let ascending = self.names(|all| all.sort_by(SortJobsBy::CreationTime).sort_order(SortOrder::Ascending));
        assert_eq!(ascending.await?, ["first", "second"]);
        assert_eq!(self.names(|all| all.status_equals(ModelInvocationJobStatus::Completed)).await?, ["first"]);
        assert_eq!(self.names(|all| all.name_contains("eco")).await?, ["second"]);
        let future = SystemTime::now() + Duration::from_secs(3600);
        assert_eq!(self.names(|all| all.submit_time_after(future.into())).await?, Vec::<String>::new());
        Ok(())
    }

    pub async fn change_tags(&self) -> Outcome {
        let stage = tag("stage", "test")?;
        self.bedrock.tag_resource().resource_arn(&self.arn).tags(stage.clone()).send().await?;
        self.bedrock.untag_resource().resource_arn(&self.arn).tag_keys("team").send().await?;
        let listed = self.bedrock.list_tags_for_resource().resource_arn(&self.arn).send().await?;
        assert_eq!(listed.tags(), [stage]);
        Ok(())
    }

    pub async fn download_output(&self) -> Outcome {
        let folder = format!("out/{}", self.arn.rsplit('/').next().unwrap_or_default());
        let (output, manifest) = (format!("{folder}/100.jsonl.out"), format!("{folder}/manifest.json.out"));
        assert_eq!(self.objects.keys_below(&folder).await?, [output.clone(), manifest.clone()]);
        let text = String::from_utf8(self.objects.get(&output).await?)?;
        let mut ids = BTreeSet::new();
        for line in text.lines() {
            let record: Value = serde_json::from_str(line)?;
            assert_eq!(record["modelOutput"]["embedding"].as_array().map(Vec::len), Some(256));
            ids.insert(record["recordId"].as_str().unwrap_or_default().to_owned());
        }
        assert_eq!(ids, (0..100).map(record_id).collect());
        let manifest: Value = serde_json::from_slice(&self.objects.get(&manifest).await?)?;
        assert_eq!(manifest["successRecordCount"], 100);
        Ok(())
    }

    pub async fn see_errors(&self) -> Outcome {
        let unknown = "arn:aws:bedrock:us-east-1:000000000000:model-invocation-job/zzzzzzzzzzzz";
        let refusal = self.bedrock.get_model_invocation_job().job_identifier(unknown).send().await.unwrap_err();
        assert!(refusal.into_service_error().is_resource_not_found_exception());
        let refusal = self.create("-", "in/100.jsonl").await?.unwrap_err();
        assert!(refusal.into_service_error().is_validation_exception());
        let missing = self.objects.s3.get_object().bucket(self.objects.bucket).key("not there").send().await;
        assert!(missing.unwrap_err().into_service_error().is_no_such_key());
        Ok(())
    }
}
